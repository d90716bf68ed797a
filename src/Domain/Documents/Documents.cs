using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain;

/// <summary>A text or a person's details: what facts refer to and never hold, so that it can be erased.</summary>
/// <remarks>Stored as long as facts are: a kind (the discriminator below) and its members' names never change meaning.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PersonDetails), "personDetails")]
[JsonDerivedType(typeof(NoteText), "noteText")]
[JsonDerivedType(typeof(OutcomeTexts), "outcomeTexts")]
[JsonDerivedType(typeof(LeaderInterviewTexts), "leaderInterviewTexts")]
[JsonDerivedType(typeof(RaterResponseTexts), "raterResponseTexts")]
[JsonDerivedType(typeof(ProgramDesign), "programDesign")]
[JsonDerivedType(typeof(DecisionTexts), "decisionTexts")]
[JsonDerivedType(typeof(SessionTexts), "sessionTexts")]
public abstract record Document;

/// <summary>Who someone is.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
internal sealed record PersonDetails(string Name, string Email) : Document;

/// <summary>A single text: a reference, a reason, a place, a celebration.</summary>
/// <param name="Text">The text.</param>
internal sealed record NoteText(string Text) : Document;

/// <summary>What was agreed in step 1, in the order of the outcomes in the fact.</summary>
/// <param name="Items">Title, benchmark and unit of each outcome.</param>
internal sealed record OutcomeTexts(ImmutableArray<OutcomeText> Items) : Document;

/// <summary>The words of one outcome.</summary>
/// <param name="Title">What is to be achieved.</param>
/// <param name="Benchmark">How it is measured.</param>
/// <param name="Unit">In what it is measured, if that has a name.</param>
internal sealed record OutcomeText(string Title, string Benchmark, string? Unit);

/// <summary>What the leader said in step 2. For coach and leader only.</summary>
/// <param name="Commitments">What the leader is committed to.</param>
/// <param name="ImmediateConcerns">What presses.</param>
/// <param name="CommonBreakdowns">What goes wrong again and again.</param>
/// <param name="Behaviors">What the leader does.</param>
/// <param name="CommunicationStyle">How the leader speaks and listens.</param>
/// <param name="FulfillingPromises">The pattern of fulfilling promises.</param>
internal sealed record LeaderInterviewTexts(
    string Commitments, string ImmediateConcerns, string CommonBreakdowns, string Behaviors, string CommunicationStyle,
    string FulfillingPromises)
    : Document;

/// <summary>What a rater said in step 3. For the coach only.</summary>
/// <param name="Strengths">What the leader does well.</param>
/// <param name="Growth">Where the leader can grow.</param>
internal sealed record RaterResponseTexts(string Strengths, string Growth) : Document;

/// <summary>The assessment and the program of step 4, or its correction in step 7.</summary>
/// <param name="Themes">The assessment.</param>
/// <param name="Practices">What to practice.</param>
/// <param name="Exercises">What to do.</param>
/// <param name="Reading">What to read.</param>
public sealed record ProgramDesign(
    ImmutableArray<DesignItem> Themes, ImmutableArray<DesignItem> Practices, ImmutableArray<DesignItem> Exercises,
    ImmutableArray<DesignItem> Reading)
    : Document;

/// <summary>One theme, practice, exercise or book.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it is about.</param>
public sealed record DesignItem(string Title, string Description);

/// <summary>What a decider wrote in step 5.</summary>
/// <param name="Name">The name, as it was typed.</param>
/// <param name="Comment">A comment, if there was one.</param>
internal sealed record DecisionTexts(string Name, string? Comment) : Document;

/// <summary>What a coach wrote of a meeting in step 6.</summary>
/// <param name="Notes">For coach and leader only.</param>
/// <param name="Summary">For all, if there is one.</param>
internal sealed record SessionTexts(string Notes, string? Summary) : Document;
