using System.Diagnostics;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Appends facts to an engagement's journal: reads, lets decide, appends at the length that was read, else decides again.</summary>
/// <param name="reader">Reads engagements.</param>
/// <param name="store">Holds the journals.</param>
/// <param name="gate">Lets this process's appends to one engagement queue.</param>
/// <param name="backoff">Pauses between attempts.</param>
/// <param name="writes">Takes whether the storage takes what is appended.</param>
/// <param name="clock">Tells the time, which is read once.</param>
internal sealed class Journalist(
    EngagementReader reader, IEngagementStore store, EngagementGate gate, Backoff backoff, StorageWrites writes, TimeProvider clock)
{
    private const int Attempts = 20;
    private const int SettlingRounds = 40;

    /// <summary>Decides and appends.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="decide">Says what is to be appended to the state that it is given, time-driven facts included.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The state and facts after the append; null when others kept changing the journal.</returns>
    /// <exception cref="JournalFullException">What is to be appended has no room.</exception>
    public async Task<Recorded?> RecordAsync(string id, Func<Engagement, DateTimeOffset, Task<Draft>> decide, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(id, cancellation);
        var now = clock.GetUtcNow();

        // What is remembered is nearly always the present, and the append finds out: so the journal is read only if nothing is to be
        // appended, or others were faster.
        var recorded = reader.Remembered(id) is { } remembered ? await AttemptAsync(remembered, isPresent: false) : null;
        for (var attempt = 0; recorded is null && attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                await backoff.PauseAsync(attempt, Backoff.AmongWriters, cancellation);
            recorded = await AttemptAsync(await reader.LookAsync(id, cancellation), isPresent: true);
        }

        return recorded;

        async Task<Recorded?> AttemptAsync(KnownEngagement known, bool isPresent)
        {
            var journaled = known.Engagement;
            IReadOnlyList<Fact> timeDriven = journaled.Exists ? [.. Agenda.TimeDrivenFacts(journaled, now)] : [];
            var upToDate = timeDriven.Aggregate(journaled, (state, fact) => state.Apply(fact, now));

            var draft = await decide(upToDate, now);
            if (draft.Facts.Count == 0 && !(draft.KeepTimeDriven && timeDriven.Count > 0))
                return isPresent ? new Recorded(upToDate, [], now) : null;

            IEnumerable<(string By, CommandStamp? Command, Fact Fact)> facts =
            [
                .. timeDriven.Select(fact => (Actor.Workflow, (CommandStamp?)null, fact)),
                .. draft.Facts.Select(fact => (draft.By, draft.Stamp, fact)),
            ];
            var trace = Tracing.ContextOf(draft.Activity ?? Activity.Current);
            var entries = facts
                .Select((fact, index) => new JournalEntry(journaled.Length + index + 1, now, fact.By, fact.Command, fact.Fact) { Trace = trace })
                .ToList();
            var after = entries.Aggregate(journaled, (state, entry) => state.Apply(entry));

            var append = new JournalAppend(journaled.Length, entries, draft.Documents, Summarize(after, now))
            {
                ExpectedHash = known.Head.Hash,
            };
            JournalLimits.Check(append, draft.Room);
            if (!await AppendAsync(append, cancellation))
                return null;
            reader.Remember(new KnownEngagement(after, known.Head.Then(entries)));
            return new Recorded(after, draft.Facts, now);
        }
    }

    /// <summary>
    /// As <see cref="RecordAsync"/>, for what has happened outside and would happen again if it were not recorded: through conflicts and
    /// outages of the storage, for minutes. Once the host is stopping, without waiting.
    /// </summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="decide">Says what is to be appended to the state that it is given.</param>
    /// <param name="stopping">The host is stopping.</param>
    /// <exception cref="JournalContendedException">Others kept changing the journal all that time.</exception>
    /// <exception cref="StorageUnavailableException">The storage was gone all that time.</exception>
    public async Task<Recorded> SettleAsync(string id, Func<Engagement, DateTimeOffset, Task<Draft>> decide, CancellationToken stopping)
    {
        for (var round = 1; ; round++)
        {
            var isLast = round == SettlingRounds || stopping.IsCancellationRequested;
            try
            {
                if (await RecordAsync(id, decide, CancellationToken.None) is { } recorded)
                    return recorded;
            }
            catch (StorageUnavailableException) when (!isLast)
            {
            }

            if (isLast)
                throw new JournalContendedException(id);
            await backoff.PauseAsync(round, Backoff.InOutage, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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
        engagement.StartedAt, engagement.EndedAt, Agenda.WakeAt(engagement, now));
}

/// <summary>What is to be appended.</summary>
/// <param name="By">Who causes it.</param>
/// <param name="Facts">The facts; none appends nothing.</param>
internal sealed record Draft(string By, IReadOnlyList<Fact> Facts)
{
    /// <summary>New documents that the facts refer to.</summary>
    public IReadOnlyList<SealedDocument> Documents { get; init; } = [];

    /// <summary>The idempotent command that brings the facts.</summary>
    public CommandStamp? Stamp { get; init; }

    /// <summary>What the facts are traced to, where it is not the current activity.</summary>
    public Activity? Activity { get; init; }

    /// <summary>Up to how many facts the journal takes it.</summary>
    public int Room { get; init; } = JournalRoom.All;

    /// <summary>Whether facts that time alone has brought are recorded even if there are no others.</summary>
    public bool KeepTimeDriven { get; init; }
}

/// <summary>What was appended.</summary>
/// <param name="Engagement">The engagement afterwards.</param>
/// <param name="Facts">The facts that were asked for; time-driven ones are not among them.</param>
/// <param name="At">When.</param>
internal sealed record Recorded(Engagement Engagement, IReadOnlyList<Fact> Facts, DateTimeOffset At);
