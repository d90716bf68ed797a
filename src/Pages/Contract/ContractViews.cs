namespace CoachingWorkflow.Pages;

/// <summary>The HTTP contract as its page shows it.</summary>
/// <param name="Title">What it is the contract of.</param>
/// <param name="Version">Its version.</param>
/// <param name="Introduction">What holds for all calls, in paragraphs.</param>
/// <param name="Groups">The calls.</param>
/// <param name="CommonAnswers">Answers that many calls have.</param>
/// <param name="Shapes">What bodies look like.</param>
public sealed record ContractView(
    string Title, string Version, IReadOnlyList<string> Introduction, IReadOnlyList<CallGroupView> Groups,
    IReadOnlyList<AnswerView> CommonAnswers,
    IReadOnlyList<ShapeView> Shapes);

/// <summary>Calls that belong together.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Description">What is to be known of them.</param>
/// <param name="Calls">The calls.</param>
public sealed record CallGroupView(string Name, string Description, IReadOnlyList<CallView> Calls);

/// <summary>A call.</summary>
/// <param name="Id">Its name, which is also its place on the page.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The address.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Description">What else is to be known; empty when there is nothing.</param>
/// <param name="Key">The key that it needs instead of the firm's; empty when it needs the firm's.</param>
/// <param name="Parameters">What the address and the headers carry.</param>
/// <param name="Body">The shape of the body; null when there is none of JSON.</param>
/// <param name="Examples">Bodies, as JSON.</param>
/// <param name="Answers">Answers of its own.</param>
/// <param name="CommonAnswers">The statuses of answers that many calls have.</param>
public sealed record CallView(
    string Id, string Method, string Path, string Summary, string Description, string Key, IReadOnlyList<MemberView> Parameters,
    TypeView? Body,
    IReadOnlyList<string> Examples, IReadOnlyList<AnswerView> Answers, IReadOnlyList<string> CommonAnswers);

/// <summary>An answer.</summary>
/// <param name="Status">The HTTP status code; several where calls differ.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Headers">What its headers carry.</param>
/// <param name="Body">The shape of its body; null when it is not JSON.</param>
/// <param name="Examples">Bodies, as JSON.</param>
public sealed record AnswerView(
    string Status, string Description, IReadOnlyList<MemberView> Headers, TypeView? Body, IReadOnlyList<string> Examples);

/// <summary>What a body, or a part of one, looks like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is; empty when the name says it.</param>
/// <param name="Type">What it is where it has no members of its own; a shape whose members it has too, where it adds some.</param>
/// <param name="Members">Its own members.</param>
public sealed record ShapeView(string Name, string Description, TypeView Type, IReadOnlyList<MemberView> Members);

/// <summary>A member of a shape, a parameter or a header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether it must be there; of an answer, whether it always is.</param>
/// <param name="Description">What it is; empty when the name says it.</param>
public sealed record MemberView(string Name, TypeView Type, bool IsRequired, string Description);

/// <summary>A type in words, with a named shape within or without one.</summary>
/// <param name="Before">The words before the shape.</param>
/// <param name="Shape">The shape's name, which has a place on the page; empty when there is none.</param>
/// <param name="After">The words after it.</param>
public sealed record TypeView(string Before, string Shape = "", string After = "");
