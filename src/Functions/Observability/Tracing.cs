using System.Diagnostics;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// The spans of a command, of the orchestration's turn that follows and of the mails that the turn decides: one trace. The journal
/// carries it, because what lies between is durable and may take another process, or a day. Spans hold ids and names of kinds only.
/// </summary>
internal static class Tracing
{
    /// <summary>The name under which the spans are exported.</summary>
    public const string SourceName = "CoachingWorkflow";

    // A turn that comes later than this after a call was woken by time, not by the call: it begins a trace of its own.
    private static readonly TimeSpan Follows = TimeSpan.FromMinutes(15);

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace context to keep with what an activity records; null when it is not exported.</summary>
    /// <param name="activity">The activity, if there is one.</param>
    public static string? ContextOf(Activity? activity) =>
        activity is { Recorded: true, IdFormat: ActivityIdFormat.W3C } ? activity.Id : null;

    /// <summary>A command to an engagement, by the firm or through a link.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public static Activity? StartCommand(string engagement) => Tag(Source.StartActivity("Command"), engagement);

    /// <summary>A turn of an engagement's orchestration: what fell due and which mails are owed.</summary>
    /// <param name="now">When the turn is.</param>
    public static Activity? StartTurn(Engagement engagement, DateTimeOffset now)
    {
        var call = engagement.LatestCall is { } latest && now - latest.At < Follows ? latest.Trace : null;
        return Tag(Start("Turn", call), engagement.Id)?.SetTag(
            "coaching.step", engagement.Exists ? engagement.Cycle.Step.ToString() : null);
    }

    /// <summary>The sending of one mail.</summary>
    public static Activity? StartMail(Engagement engagement, PendingMail mail)
    {
        return Tag(Start("Mail", mail.Trace), engagement.Id)
            ?.SetTag("coaching.mail", mail.Decided.Mail)
            .SetTag("coaching.mail.kind", mail.Decided.MailKind.ToString());
    }

    private static Activity? Start(string name, string? trace) =>
        ActivityContext.TryParse(trace, traceState: null, isRemote: true, out var parent)
        ? Source.StartActivity(name, ActivityKind.Consumer, parent)
        : Source.StartActivity(name, ActivityKind.Consumer);

    private static Activity? Tag(Activity? activity, string engagement) => activity?.SetTag("coaching.engagement", engagement);
}
