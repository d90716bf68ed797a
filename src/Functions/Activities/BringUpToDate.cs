using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>
/// Reads the journal, records what time alone has brought and which mails are due, and says what is to be sent and how long
/// to wait.
/// </summary>
/// <param name="reader">Knows what call the turn follows.</param>
/// <param name="engagements">Records.</param>
/// <param name="digests">Names digests.</param>
/// <param name="clock">Says when the turn is.</param>
/// <param name="metrics">Takes how long it took.</param>
/// <param name="failures">Keeps messages of exceptions out of histories.</param>
/// <param name="logger">Takes what a person has to put right.</param>
internal sealed partial class BringUpToDate(
    EngagementReader reader, EngagementRepository engagements, DigestNames digests, TimeProvider clock, CoachingMetrics metrics,
    ImpersonalFailures failures, ILogger<BringUpToDate> logger)
{
    // With every activity and every 3 days of waiting, a history grows by up to four events; it has to stay below 100.
    private const int MailsAtOnce = 6;

    /// <summary>Runs the activity.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <exception cref="FunctionFailedException">
    /// Others kept changing the journal, or something failed; the activity is tried again.
    /// </exception>
    [Function(nameof(BringUpToDate))]
    public Task<EngagementAgenda> RunAsync([ActivityTrigger] string engagement, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(BringUpToDate), () => LookAsync(engagement, cancellation), cancellation);

    private async Task<EngagementAgenda> LookAsync(string engagement, CancellationToken cancellation)
    {
        using var turn = metrics.Turn();
        var known = reader.Remembered(engagement)?.Engagement ?? await reader.ReadAsync(engagement, cancellation);
        using var activity = Tracing.StartTurn(known, clock.GetUtcNow());
        if (await engagements.RecordAsync(
            engagement, Actor.Workflow, stamp: null, new DecideMails(clock.GetUtcNow(), await digests.ReadAsync(cancellation)),
            cancellation) is not CommandOutcome.Done done)
            throw new JournalContendedException(engagement);

        var (state, now) = (done.Engagement, done.At);
        foreach (var zone in state.UnknownTimeZones)
            LogUnknownZone(engagement, zone);
        var due = state.Mails.Pending.Values.Where(mail => mail.NotBefore <= now && mail.Digest is null)
            .OrderBy(mail => MailRules.Of(mail.Decided.MailKind).UrgencyOf(mail.Decided)).ThenBy(mail => mail.Number).ToList();
        var sending = due.Take(MailsAtOnce).Select(mail => mail.Decided.Mail).ToList();

        var handingOver = Gathering.Due(state, now).Select(digest => digest.Id).ToList();

        // What is being sent now needs no waking for; what is left over needs it at once.
        var others = state with { Mails = state.Mails.Without(sending) };
        var latest = now.AddDays(state.Policy.LongestWait);
        var wakeAt = Agenda.WakeAt(others, now) is { } next && next < latest ? next
            : state.Status == EngagementStatus.Active ? latest
            : (DateTimeOffset?)null;

        return new EngagementAgenda(
            state.Cycle.Step, state.Cycle.Number, sending, wakeAt?.UtcDateTime, handingOver.Count > 0 ? handingOver : null);
    }

    [LoggerMessage(
        1606, LogLevel.Warning, "Engagement {Engagement} names the time zone {Zone}, which this machine does not know: it counts as UTC")]
    private partial void LogUnknownZone(string engagement, string zone);
}
