using Microsoft.AspNetCore.Components;

namespace CoachingWorkflow.Pages;

/// <summary>
/// The words of one kind of mail, as a little document: <c>title</c> is the subject, each <c>p</c> a paragraph of the HTML and of the
/// text, <c>h1</c> what matters most, <c>a</c> what following the mail's link does, where that is not opening the recipient's page,
/// <c>li</c> what there is to know beside the subject where it is one line of a digest.
/// </summary>
/// <typeparam name="TMail">What such a mail tells.</typeparam>
public abstract class MailTemplate<TMail> : ComponentBase
    where TMail : MailContent
{
    /// <summary>What the mail tells.</summary>
    [Parameter, EditorRequired]
    public required TMail Mail { get; set; }

    /// <summary>The firm's name.</summary>
    protected string Firm => Mail.Frame.Firm;

    /// <summary>The leader's name.</summary>
    protected string Leader => Mail.Frame.Leader;

    /// <summary>The coach's name.</summary>
    protected string Coach => Mail.Frame.Coach;

    /// <summary>Whether the recipient is the leader, who is addressed as "you".</summary>
    protected bool IsLeader => Mail.Frame.Role == Role.Leader;

    /// <summary>"you" to the leader, the leader's name to all others.</summary>
    protected string LeaderOrYou => IsLeader ? "you" : Leader;

    /// <summary>"your coaching program" to the leader, "the coaching program of …" to all others.</summary>
    protected string TheProgram => IsLeader ? "your coaching program" : $"the coaching program of {Leader}";

    /// <summary>The same at the beginning of a sentence.</summary>
    protected string TheProgramCapital => IsLeader ? "Your coaching program" : $"The coaching program of {Leader}";
}
