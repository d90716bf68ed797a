using System.Collections.Immutable;

namespace CoachingWorkflow.Pages;

/// <summary>A mail's words, from which its HTML and its text are both made, so that they say the same. No confidential text.</summary>
/// <param name="Firm">The firm in whose name it is sent.</param>
/// <param name="Subject">One line.</param>
/// <param name="Greeting">For example "Dear Ann Example,".</param>
/// <param name="Headline">What matters most, in large letters, if there is such a thing.</param>
/// <param name="Paragraphs">What there is to say: plain words, no markup.</param>
/// <param name="Tasks">What waits for the recipient, in a digest.</param>
/// <param name="Action">The link to follow, if there is one.</param>
/// <param name="Closing">What stands after the link, before the firm's name.</param>
/// <param name="Why">Why the recipient gets this mail.</param>
public sealed record MailView(
    string Firm, string Subject, string Greeting, string? Headline, ImmutableArray<string> Paragraphs,
    ImmutableArray<MailTask> Tasks, MailAction? Action, ImmutableArray<string> Closing, string Why)
{
    /// <summary>What mail programs show beside the subject: what is asked, or has happened.</summary>
    public string Preview => Tasks.IsEmpty ? Paragraphs[0] : string.Join(". ", Tasks.Select(task => task.What));

    /// <summary>The links of the mail, in their order.</summary>
    public IEnumerable<MailAction> Actions => Tasks.Select(task => task.Action).Append(Action).OfType<MailAction>();
}

/// <summary>One of several things that a digest tells.</summary>
/// <param name="What">What is asked, or has happened.</param>
/// <param name="Facts">By when, or what else there is to know.</param>
/// <param name="Action">The link to follow, if there is one.</param>
public sealed record MailTask(string What, string Facts, MailAction? Action);

/// <summary>A link of a mail.</summary>
/// <param name="Rel">What it is for: <c>decide</c>, <c>respond</c>.</param>
/// <param name="Label">What following it does.</param>
/// <param name="Href">Where it leads.</param>
public sealed record MailAction(string Rel, string Label, string Href);
