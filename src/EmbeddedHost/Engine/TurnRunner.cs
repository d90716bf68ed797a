using EmbeddedHost.Clocks;
using EmbeddedHost.Engine.Execution;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine;

/// <summary>What the engine does once a turn is committed.</summary>
/// <param name="TimersCreated">The new timers.</param>
/// <param name="EndedId">The instance's id when the turn ended it.</param>
internal readonly record struct TurnResult(IReadOnlyList<TimerRow> TimersCreated, string? EndedId)
{
    public static readonly TurnResult Nothing = new([], null);
}

/// <summary>Runs a turn: brings the instance's code to memory, gives it its messages, commits what it did, starts its activities.</summary>
internal sealed partial class TurnRunner(
    EngineStore store,
    HostClock clock,
    IEngineFunctions functions,
    ILoggerFactory loggers,
    ActivityRunner activities,
    Action<long, Message> deliver)
{
    /// <summary>A generation that continues as new at once is run in the same turn, up to this many times.</summary>
    private const int LongestChain = 8;

    private readonly ILogger _logger = loggers.CreateLogger<TurnRunner>();

    public async Task<TurnResult> RunAsync(Instance instance, List<Message> messages)
    {
        if (messages.Exists(message => message is Message.Wake))
        {
            // The table may say something else than memory: it was started anew, or terminated.
            instance.Live = null;
        }

        var loaded = instance.Live is null ? Load(instance.Key) : null;
        var live = instance.Live ?? loaded?.Live;
        if (live is null)
        {
            Forget(instance.Key, messages);
            return TurnResult.Nothing;
        }

        var turn = new Turn(live, clock.GetUtcNow().UtcDateTime, Incoming(live, loaded?.Events ?? [], messages), NewExecution);
        if (!turn.Run(messages.OfType<Message.Foreign>().FirstOrDefault()?.Exception, LongestChain))
        {
            instance.Live = live;
            StartActivities(live, live.Execution.Calls.OpenActivities);
            Forget(instance.Key, messages);
            return TurnResult.Nothing;
        }

        if (!await store.CommitAsync(turn.Commit))
        {
            instance.Live = null;
            Forget(instance.Key, messages);
            return TurnResult.Nothing;
        }

        Forget(instance.Key, messages);
        live.Version++;
        live.Turns = turn.Commit.Turns;
        live.Execution = turn.Execution;
        LogFailure(live, turn.Execution.Ending);
        if (turn.HasEnded)
        {
            instance.Live = null;
            return new TurnResult([], live.Row.Id);
        }

        instance.Live = live;
        StartActivities(live, loaded is null ? turn.Actions : live.Execution.Calls.OpenActivities);
        if (turn.MustContinue)
        {
            instance.Live = null;
            deliver(instance.Key, new Message.Wake());
        }

        return new TurnResult(
            [.. turn.Commit.TimersCreated.Select(
                timer => new TimerRow(0, timer.Due!.Value, instance.Key, turn.Commit.Generation, timer.Id!.Value))],
            null);
    }

    /// <summary>The activities whose results these messages bring may be started again, should the instance still wait for them.</summary>
    public void Forget(long key, List<Message> messages)
    {
        foreach (var message in messages)
        {
            if (message is Message.Happened { Event.Kind: not HistoryEntryKind.TimerFired } result)
            {
                activities.Forget(new ActivityKey(key, result.Generation, result.Event.Id!.Value));
            }
        }
    }

    private static List<HistoryEntry> Incoming(LiveInstance live, IReadOnlyList<HistoryEntry> stored, List<Message> messages)
    {
        var incoming = new List<HistoryEntry>(stored);
        var results = new HashSet<int>();
        foreach (var message in messages)
        {
            switch (message)
            {
                case Message.Raised raised when raised.Event.Sequence > live.LastSequence:
                    incoming.Add(raised.Event);
                    break;
                case Message.Happened happened when happened.Generation == live.Execution.Identity.Generation
                    && live.Execution.Calls.Open(happened.Event.Id!.Value) is not null && results.Add(happened.Event.Id.Value):
                    incoming.Add(happened.Event);
                    break;
                default:
                    break;
            }
        }

        return incoming;
    }

    private (LiveInstance Live, List<HistoryEntry> Events)? Load(long key)
    {
        if (store.Load(key) is not { Row.HasEnded: false } stored)
        {
            return null;
        }

        var row = stored.Row;
        var execution = NewExecution(key, new ExecutionIdentity(row.Name, row.Id, row.Generation, row.Input));
        execution.CustomStatus = row.CustomStatus;
        foreach (var turn in stored.History)
        {
            execution.Replay(turn);
            if (execution.Ending is not null)
            {
                break;
            }
        }

        return (new LiveInstance(row, execution, stored.LastSequence), stored.Events);
    }

    private Generation NewExecution(long key, ExecutionIdentity identity)
        => new(
            identity,
            functions.FindOrchestration(identity.Name)
                ?? (_ => Task.FromException<object?>(
                    new HistoryMismatchException($"There is no orchestration function named {identity.Name}."))),
            loggers,
            exception => deliver(key, new Message.Foreign(exception)));

    private void StartActivities(LiveInstance live, IEnumerable<HistoryEntry> actions)
    {
        foreach (var action in actions)
        {
            if (action.Kind == HistoryEntryKind.TaskScheduled)
            {
                activities.Start(
                    new ActivityKey(live.Row.Key, live.Execution.Identity.Generation!.Value, action.Id!.Value), live.Row.Id, action);
            }
        }
    }

    private void LogFailure(LiveInstance live, Ending? ending)
    {
        if (ending is Ending.Failed failed)
        {
            var error = failed.Cause is { } cause ? ImpersonalError.Describe(cause) : failed.Failure.ErrorType;
            LogFailed(_logger, live.Row.Name, live.Row.Id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Orchestration {Orchestration} instance {InstanceId} failed: {Error}")]
    private static partial void LogFailed(ILogger logger, string orchestration, string instanceId, string error);

    /// <summary>One turn and what it is to commit.</summary>
    private sealed class Turn(
        LiveInstance live, DateTime now, List<HistoryEntry> incoming, Func<long, ExecutionIdentity, Generation> newExecution)
    {
        private readonly List<HistoryEntry> _taken = incoming.FindAll(entry => entry.Sequence is not null);
        private List<int> _timersBefore = [];
        private bool _truncates;

        public Generation Execution { get; private set; } = live.Execution;

        public List<HistoryEntry> Actions { get; private set; } = [];

        public bool HasEnded => Execution.Ending is Ending.Completed or Ending.Failed;

        /// <summary>Whether the next generation is still to begin.</summary>
        public bool MustContinue => Execution.Ending is Ending.ContinuedAsNew;

        public TurnCommit Commit { get; private set; } = null!;

        /// <summary>Runs the code; false when there was nothing for it to do.</summary>
        public bool Run(Exception? foreign, int longestChain)
        {
            var starts = live.Turns == 0;
            if (foreign is not null && Execution.Ending is null)
            {
                Execution.Fail(foreign);
            }

            if (!starts && incoming.Count == 0 && Execution.Ending is null)
            {
                return false;
            }

            _timersBefore = [.. Execution.Calls.OpenTimers];
            var turn = RunOnce(incoming, starts);
            for (var chain = 1; Execution.Ending is Ending.ContinuedAsNew next && chain < longestChain; chain++)
            {
                _truncates = true;
                var identity = Execution.Identity with { Generation = Execution.Identity.Generation + 1, Input = next.Input };
                var status = Execution.CustomStatus;
                Execution = newExecution(live.Row.Key, identity);
                Execution.CustomStatus = status;
                turn = RunOnce(next.Carried, starts: true);
            }

            Commit = Describe(turn);
            return true;
        }

        private List<HistoryEntry> RunOnce(IReadOnlyList<HistoryEntry> happened, bool starts)
        {
            List<HistoryEntry> all = starts ? [new HistoryEntry(HistoryEntryKind.ExecutionStarted), .. happened] : [.. happened];
            Actions = Execution.Ending is null ? Execution.Run(now, all) : [];
            List<HistoryEntry> turn = [new HistoryEntry(HistoryEntryKind.OrchestratorStarted) { At = now }, .. all];
            if (Execution.Ending is Ending.Failed)
            {
                // What a failed turn asked for is not done.
                Actions = [];
            }

            turn.AddRange(Actions);
            if (Execution.Ending is not null)
            {
                turn.Add(new HistoryEntry(
                    MustContinue ? HistoryEntryKind.ContinueAsNew : HistoryEntryKind.ExecutionCompleted));
            }

            turn.Add(new HistoryEntry(HistoryEntryKind.OrchestratorCompleted));
            return turn;
        }

        private TurnCommit Describe(List<HistoryEntry> turn)
        {
            var next = Execution.Ending as Ending.ContinuedAsNew;
            var timersOpen = Execution.Calls.OpenTimers.ToHashSet();
            var waits = Execution.Ending is null;
            return new TurnCommit
            {
                Key = live.Row.Key,
                Version = live.Version,
                Generation = Execution.Identity.Generation!.Value + (next is null ? 0 : 1),
                Truncates = _truncates || next is not null,
                Turns = next is not null ? 0 : _truncates ? 1 : live.Turns + 1,
                Turn = next is not null ? null : HistoryJson.Write(turn),
                Status = Execution.Ending switch
                {
                    null => OrchestrationRuntimeStatus.Running,
                    Ending.ContinuedAsNew => OrchestrationRuntimeStatus.Running,
                    Ending.Completed => OrchestrationRuntimeStatus.Completed,
                    _ => OrchestrationRuntimeStatus.Failed,
                },
                OwesWork = next is not null || (waits && Execution.Calls.OpenActivities.Any()),
                Now = now,
                Input = next is null ? Execution.Identity.Input : next.Input,
                Output = (Execution.Ending as Ending.Completed)?.Output,
                CustomStatus = Execution.CustomStatus,
                Failure = (Execution.Ending as Ending.Failed)?.Failure,
                EventsTaken = [.. _taken.Select(entry => entry.Sequence!.Value)],
                EventsReturned = next?.Carried ?? [],
                TimersCreated = waits
                    ? [.. Actions.Where(entry => entry.Kind == HistoryEntryKind.TimerCreated && timersOpen.Contains(entry.Id!.Value))]
                    : [],
                TimersClosed = _truncates ? [] : [.. _timersBefore.Where(id => !timersOpen.Contains(id))],
            };
        }
    }
}
