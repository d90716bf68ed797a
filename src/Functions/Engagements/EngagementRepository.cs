using System.Diagnostics;
using CoachingWorkflow.Functions.Desk;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>
/// Changes engagements: reads, lets the command decide, appends at the length that was read (else decides again), and wakes the
/// orchestration. The caller learns at once what became of it.
/// </summary>
internal sealed class EngagementRepository(
    EngagementReader reader, IEngagementStore store, AddressIndex addresses, EngagementGate gate, Backoff backoff, StorageWrites writes,
    OrchestrationWaker waker, TimeProvider clock)
{
    private const int Attempts = 20;
    private const int SettlingRounds = 40;

    /// <summary>Carries out a command, and wakes the orchestration if that changed anything.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="actor">Who asks: <see cref="Actor.Firm"/>, <see cref="Actor.Workflow"/> or a person's id.</param>
    /// <param name="stamp">Marks an idempotent command.</param>
    /// <param name="command">Decided again when somebody else was faster.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">Gives up; what was appended stays.</param>
    /// <exception cref="JournalFullException">What is to be appended has no room.</exception>
    public async Task<CommandOutcome> UpdateAsync(
        string id, string actor, CommandStamp? stamp, Command command, DurableTaskClient client, CancellationToken cancellation)
    {
        using var activity = Tracing.StartCommand(id);
        var outcome = await RecordAsync(id, actor, stamp, command, cancellation);
        if (outcome is CommandOutcome.Done { IsRepeated: false, Facts: { Count: > 0 } facts })
            await waker.EnsureAwakeAsync(client, id, Milestones.EventFor(facts));
        return outcome;
    }

    /// <summary>As <see cref="UpdateAsync"/>, for the orchestration's own activities: it is awake.</summary>
    public async Task<CommandOutcome> RecordAsync(
        string id, string actor, CommandStamp? stamp, Command command, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(id, cancellation);
        var update = new Update(actor, stamp, command, clock.GetUtcNow(), cancellation);

        // What is remembered is nearly always the present, and the append finds out: so the journal is read only if nothing is to be
        // appended, or others were faster.
        var outcome = reader.Remembered(id) is { } remembered ? await AttemptAsync(remembered, update, isPresent: false) : null;
        for (var attempt = 0; outcome is null && attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                await backoff.PauseAsync(attempt, Backoff.AmongWriters, cancellation);
            outcome = await AttemptAsync(await reader.LookAsync(id, cancellation), update, isPresent: true);
        }

        return outcome ?? new CommandOutcome.Contended();
    }

    /// <summary>
    /// As <see cref="RecordAsync"/>, for what has happened outside and would happen again if it were not recorded: through conflicts and
    /// outages of the storage, for minutes. Once the host is stopping, without waiting.
    /// </summary>
    /// <exception cref="JournalContendedException">Others kept changing the journal all that time.</exception>
    /// <exception cref="StorageUnavailableException">The storage was gone all that time.</exception>
    public async Task SettleAsync(string id, Command command, CancellationToken stopping)
    {
        for (var round = 1; ; round++)
        {
            var isLast = round == SettlingRounds || stopping.IsCancellationRequested;
            try
            {
                if (await RecordAsync(id, Actor.Workflow, stamp: null, command, CancellationToken.None) is not CommandOutcome.Contended)
                    return;
            }
            catch (StorageUnavailableException) when (!isLast)
            {
            }

            if (isLast)
                throw new JournalContendedException(id);
            await backoff.PauseAsync(round, Backoff.InOutage, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null: what was known is not the present, so it has to be read and decided again.</summary>
    private async Task<CommandOutcome?> AttemptAsync(KnownEngagement known, Update update, bool isPresent)
    {
        var (journaled, now) = (known.Engagement, update.Now);
        IReadOnlyList<Fact> timeDriven = journaled.Exists ? [.. Agenda.TimeDrivenFacts(journaled, now)] : [];
        var upToDate = timeDriven.Aggregate(journaled, (state, fact) => state.Apply(fact, now));

        if (update.Stamp is { } stamp && upToDate.Commands.TryGetValue(stamp.Id, out var before))
            return isPresent ? await RepeatAsync(upToDate.Id, stamp, before, update.Cancellation) : null;

        DocumentRef[] needed = [.. update.Command.DocumentsNeeded(upToDate).OfType<DocumentRef>().Distinct()];
        var documents = new SealingDocuments(
            needed.Length == 0 ? SealingDocuments.None : await store.ReadDocumentsAsync(upToDate.Id, needed, update.Cancellation));
        var decision = update.Command.Decide(upToDate, documents, now);
        if (decision.Refusal is { } refusal)
            return isPresent ? new CommandOutcome.Refused(refusal, upToDate) : null;
        if (decision.Facts.IsEmpty && !(update.Command.KeepsTimeDriven && timeDriven.Count > 0))
            return isPresent ? new CommandOutcome.Done(upToDate, [], now) : null;

        IEnumerable<(string By, CommandStamp? Stamp, Fact Fact)> facts =
        [
            .. timeDriven.Select(fact => (Actor.Workflow, (CommandStamp?)null, fact)),
            .. decision.Facts.Select(fact => (update.Actor, update.Stamp, fact)),
        ];
        var trace = Tracing.ContextOf(Activity.Current);
        var entries = facts
            .Select((fact, index) => new JournalEntry(journaled.Length + index + 1, now, fact.By, fact.Stamp, fact.Fact) { Trace = trace })
            .ToList();
        var after = entries.Aggregate(journaled, (state, entry) => state.Apply(entry));

        var append = new JournalAppend(
            journaled.Length, entries, documents.Sealed, Summarize(after, now))
        { ExpectedHash = known.Head.Hash };
        JournalLimits.Check(append, update.Command.Room);
        var indexed = after.PeopleChangedBy == journaled.PeopleChangedBy
            ? null : await addresses.ExpectAsync(after, await PeopleAsync(after, documents, update.Cancellation), update.Cancellation);
        if (!await AppendAsync(append, update.Cancellation))
            return null;
        if (indexed is not null)
            await SettleAsync(after, indexed);
        reader.Remember(new KnownEngagement(after, known.Head.Then(entries)));
        return new CommandOutcome.Done(after, decision.Facts, now);
    }

    // Who has just been given an address is among what is sealed; the others are stored.
    private async Task<IReadOnlyDictionary<string, Document>> PeopleAsync(
        Engagement engagement, SealingDocuments documents, CancellationToken cancellation)
    {
        var known = documents.Sealed.ToDictionary(document => document.Ref.Id, document => document.Content, StringComparer.Ordinal);
        DocumentRef[] stored = [.. engagement.People.Select(person => person.Details).Where(details => !known.ContainsKey(details.Id))];
        if (stored.Length > 0)
        {
            foreach (var (id, content) in await store.ReadDocumentsAsync(engagement.Id, stored, cancellation))
                known[id] = content;
        }

        return known;
    }

    // The fact is recorded: what is left of the index is only a hint, and the sweep's to repair.
    private async Task SettleAsync(Engagement engagement, IndexedAddresses indexed)
    {
        try
        {
            await addresses.SettleAsync(engagement, indexed, CancellationToken.None);
        }
        catch (StorageUnavailableException unavailable)
        {
            writes.Failed(unavailable.Reason);
        }
    }

    // The journal remembers what an idempotent command did, so the first answer can be given again word for word.
    private async Task<CommandOutcome> RepeatAsync(
        string id, CommandStamp stamp, (long Number, string Fingerprint) before, CancellationToken cancellation)
    {
        if (before.Fingerprint != stamp.Fingerprint && before.Fingerprint != stamp.FirstRelease)
            return new CommandOutcome.KeyReused();

        var (asOf, journal) = await reader.ReadAsOfAsync(id, before.Number, cancellation);
        var entries = journal.Where(entry => entry.Command?.Id == stamp.Id).ToList();
        return new CommandOutcome.Done(asOf, [.. entries.Select(entry => entry.Fact)], entries[^1].At) { IsRepeated = true };
    }

    private async Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation)
    {
        try
        {
            var isAppended = await store.AppendAsync(append, cancellation);
            if (isAppended)
                writes.Succeeded();
            return isAppended;
        }
        catch (StorageUnavailableException unavailable)
        {
            writes.Failed(unavailable.Reason);
            throw;
        }
    }

    private static EngagementSummary Summarize(Engagement engagement, DateTimeOffset now) => new(
        engagement.Id, engagement.FirmId, engagement.Status, engagement.Cycle.Step, engagement.Cycle.Number,
        engagement.StartedAt, engagement.EndedAt, Agenda.WakeAt(engagement, now), engagement.PeopleChangedBy);

    private sealed record Update(string Actor, CommandStamp? Stamp, Command Command, DateTimeOffset Now, CancellationToken Cancellation);
}
