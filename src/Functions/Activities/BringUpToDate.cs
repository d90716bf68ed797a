using System.Diagnostics;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>
/// Reads the journal, records what time alone has brought and which mails are due, and says what is to be sent and how long
/// to wait.
/// </summary>
/// <param name="journalist">Appends.</param>
/// <param name="metrics">Takes how long it took.</param>
/// <param name="failures">Keeps messages of exceptions out of histories.</param>
/// <param name="logger">Takes what a person has to put right.</param>
internal sealed partial class BringUpToDate(
    Journalist journalist, CoachingMetrics metrics, ImpersonalFailures failures, ILogger<BringUpToDate> logger)
{
    // With every activity and every 3 days of waiting, a history grows by up to four events; it has to stay below 100.
    private const int MailsAtOnce = 6;

    /// <summary>Runs the activity.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <exception cref="FunctionFailedException">Others kept changing the journal, or something failed; the activity is tried again.</exception>
    [Function(nameof(BringUpToDate))]
    public Task<EngagementAgenda> RunAsync([ActivityTrigger] string engagement, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(BringUpToDate), () => LookAsync(engagement, cancellation), cancellation);

    private async Task<EngagementAgenda> LookAsync(string engagement, CancellationToken cancellation)
    {
        using var turn = metrics.Turn();
        Activity? activity = null;
        var recorded = await journalist.RecordAsync(engagement, DecideMailsAsync, cancellation)
            ?? throw new JournalContendedException(engagement);

        using var traced = activity;
        var (state, now) = (recorded.Engagement, recorded.At);
        foreach (var zone in state.UnknownTimeZones)
            LogUnknownZone(engagement, zone);
        var due = state.Mails.Pending.Values.Where(mail => mail.NotBefore <= now)
            .OrderBy(mail => MailUrgencies.Of(mail.Decided)).ThenBy(mail => mail.Number).ToList();
        var sending = due.Take(MailsAtOnce).Select(mail => mail.Decided.Mail).ToList();

        // What is being sent now needs no waking for; what is left over needs it at once.
        var others = state with { Mails = state.Mails.Without(sending) };
        var latest = now.AddDays(state.Policy.LongestWait);
        var wakeAt = Agenda.WakeAt(others, now) is { } next && next < latest ? next
            : state.Status == EngagementStatus.Active ? latest
            : (DateTimeOffset?)null;

        return new EngagementAgenda(state.Cycle.Step, state.Cycle.Number, sending, wakeAt?.UtcDateTime);

        Task<Draft> DecideMailsAsync(Engagement upToDate, DateTimeOffset at)
        {
            activity ??= Tracing.StartTurn(upToDate, at);
            var decided = MailsOwed.Due(upToDate, at).Select(mail =>
                new MailDecided(mail.Id, mail.Kind, mail.About, mail.Recipient, mail.Occasion, mail.Cycle, mail.Link));
            return Task.FromResult(new Draft(Actor.Workflow, [.. decided]) { KeepTimeDriven = true, Activity = activity });
        }
    }

    [LoggerMessage(1606, LogLevel.Warning, "Engagement {Engagement} names the time zone {Zone}, which this machine does not know: it counts as UTC")]
    private partial void LogUnknownZone(string engagement, string zone);
}
