using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Makes the command from the engagement as it is, bringing documents as needed.</summary>
/// <param name="engagement">The engagement, brought up to date.</param>
/// <param name="documents">Takes the texts that the command brings.</param>
internal delegate Task<Command> CommandFactory(Engagement engagement, DocumentDrafts documents);

/// <summary>Carries out commands: decided by the domain, appended to the journal, the orchestration woken. The caller learns at once.</summary>
/// <param name="journalist">Appends.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="store">Holds documents.</param>
/// <param name="waker">Wakes the orchestration.</param>
internal sealed class CommandHandler(
    Journalist journalist, EngagementReader reader, IEngagementStore store, OrchestrationWaker waker)
{
    /// <summary>Carries out a command.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="by">Who asks: <see cref="Actor.Firm"/> or a person's id.</param>
    /// <param name="stamp">Marks an idempotent command.</param>
    /// <param name="make">Makes the command; called again when somebody else was faster.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">Gives up; what was appended stays.</param>
    public async Task<CommandOutcome> HandleAsync(
        string id, string by, CommandStamp? stamp, CommandFactory make, DurableTaskClient client, CancellationToken cancellation)
    {
        using var activity = Tracing.StartCommand(id);
        CommandOutcome? instead = null;
        var recorded = await journalist.RecordAsync(id, DecideAsync, cancellation);

        if (instead is not null)
            return instead;
        if (recorded is null)
            return new CommandOutcome.Contended();
        if (recorded.Facts is [EngagementStarted, ..])
            await waker.StartAsync(client, id);
        else if (recorded.Engagement.Status != EngagementStatus.Active && recorded.Facts
            is [AccessCodeRequested or FreshLinkRequested or MailReturned or AddressConfirmed or AddressObjected or AddressRefused])
            await waker.StartOrWakeAsync(client, id); // Its orchestration has come to its end, and a mail is owed once more.
        else if (recorded.Facts.Count > 0)
            await waker.WakeAsync(client, id, Milestones.EventFor(recorded.Facts));
        return new CommandOutcome.Done(recorded.Engagement, recorded.Facts, recorded.At);

        async Task<Draft> DecideAsync(Engagement engagement, DateTimeOffset now)
        {
            instead = await RepeatedAsync(engagement, stamp, cancellation);
            if (instead is not null)
                return new Draft(by, []);

            var documents = new DocumentDrafts(id, store, cancellation);
            var command = await make(engagement, documents);
            var decision = command.Decide(engagement, now);
            if (decision.Refusal is { } refusal)
                instead = new CommandOutcome.Refused(refusal, engagement);
            return new Draft(by, decision.Facts) { Documents = documents.New, Stamp = stamp, Room = command.Room };
        }
    }

    // The journal remembers what an idempotent command did, so the first answer can be given again word for word.
    private async Task<CommandOutcome?> RepeatedAsync(Engagement engagement, CommandStamp? stamp, CancellationToken cancellation)
    {
        if (stamp is null || !engagement.Commands.TryGetValue(stamp.Id, out var before))
            return null;
        if (before.Fingerprint != stamp.Fingerprint)
            return new CommandOutcome.KeyReused();

        var (asOf, journal) = await reader.ReadAsOfAsync(engagement.Id, before.Number, cancellation);
        var entries = journal.Where(entry => entry.Command?.Id == stamp.Id).ToList();
        return new CommandOutcome.Done(asOf, [.. entries.Select(entry => entry.Fact)], entries[^1].At);
    }
}
