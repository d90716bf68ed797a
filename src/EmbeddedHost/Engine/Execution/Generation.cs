using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.Command;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine.Execution;

/// <summary>
/// The code of one generation, run in turns by the worker's own executor: each turn gives it what has happened and collects what it
/// asks for. Turns from history are replayed like new ones, and what the code asks for must then be what history holds.
/// </summary>
internal sealed class Generation : ITaskOrchestrator
{
    private static readonly DurableTaskShimFactory Shims = new(new DurableTaskWorkerOptions { DataConverter = Payload.Converter });

    private readonly Func<TaskOrchestrationContext, Task<object?>> _code;
    private readonly ILoggerFactory _loggers;
    private readonly TurnThread _thread;
    private readonly OrchestrationRuntimeState _state = new();
    private readonly List<HistoryEntry> _raised = [];
    private TaskOrchestrationExecutor? _executor;
    private Task<object?>? _root;
    private Exception? _failure;
    private bool _hasReturned;
    private bool _setsStatus;
    private (string? Input, bool Preserve)? _next;
    private DateTime _now;

    public Generation(
        ExecutionIdentity identity,
        Func<TaskOrchestrationContext, Task<object?>> code,
        ILoggerFactory loggers,
        Action<Exception> reportForeign)
    {
        Identity = identity;
        _code = code;
        _loggers = loggers;
        _thread = new TurnThread(reportForeign);
        Timers = new LongTimers(Calls);
    }

    public ExecutionIdentity Identity { get; }

    public Calls Calls { get; } = new();

    public LongTimers Timers { get; }

    public bool IsReplaying { get; private set; }

    /// <summary>The custom status that the code last set, as JSON.</summary>
    public string? CustomStatus { get; set; }

    /// <summary>How the code ended; null while it waits.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>What the engine itself found wrong with the code; null when nothing.</summary>
    public Exception? Difference => _failure;

    Type ITaskOrchestrator.InputType => typeof(object);

    Type ITaskOrchestrator.OutputType => typeof(object);

    /// <summary>
    /// Runs a new turn; returns what the code asked for, in order, and <see cref="HistoryEntryKind.Returned"/> where it applies.
    /// </summary>
    public List<HistoryEntry> Run(DateTime now, IReadOnlyList<HistoryEntry> happened)
    {
        var hadReturned = _hasReturned;
        var calls = Turn(now, happened);
        if (Ending is null && _hasReturned && !hadReturned)
        {
            calls.Add(new HistoryEntry(HistoryEntryKind.Returned));
        }

        return calls;
    }

    /// <summary>Runs a turn from history. A difference ends the execution as failed.</summary>
    /// <param name="turn">The turn's entries.</param>
    /// <param name="isOwn">Whether this host recorded it: another one records neither waits, nor inputs, nor returns.</param>
    public void Replay(IReadOnlyList<HistoryEntry> turn, bool isOwn = true)
    {
        if (turn is not [{ Kind: HistoryEntryKind.OrchestratorStarted, At: { } now }, ..])
        {
            return;
        }

        var hadReturned = _hasReturned;
        IsReplaying = true;
        var calls = Turn(now, [.. turn.Where(entry => entry.Kind
            is HistoryEntryKind.ExecutionStarted or HistoryEntryKind.TaskCompleted or HistoryEntryKind.TaskFailed
            or HistoryEntryKind.TimerFired or HistoryEntryKind.EventRaised)]);
        IsReplaying = false;
        if (_failure is null)
        {
            Compare(
                [.. turn.Where(entry => entry.IsCall)],
                isOwn ? calls : calls.FindAll(call => call.Kind != HistoryEntryKind.EventAwaited),
                turn.FirstOrDefault(entry => entry.IsEnd),
                ends: Ending is not null || (isOwn && _hasReturned && !hadReturned),
                isOwn);
        }

        if (Ending is null)
        {
            CheckWait();
        }
    }

    /// <summary>Ends the execution as failed.</summary>
    public void Fail(Exception exception)
    {
        _failure ??= exception;
        Ending = new Ending.Failed(Failures.Of(Identity.Name, _failure), _failure);
    }

    /// <summary>Refuses calls from outside the turn, and all calls once the execution has failed.</summary>
    public void CheckCaller()
    {
        if (!_thread.IsCurrent)
        {
            throw _thread.ReportForeign("used its context outside its turn");
        }

        if (_failure is not null)
        {
            throw _failure;
        }
    }

    /// <summary>Does something that a cancellation asks for; from outside the turn it is reported instead.</summary>
    public void InTurn(Action action)
    {
        if (_thread.IsCurrent)
        {
            action();
        }
        else
        {
            _thread.ReportForeign("was cancelled from outside its turn");
        }
    }

    public void SetNext(string? input, bool preserve) => _next = (input, preserve);

    public void SetsStatus() => _setsStatus = true;

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
    {
        SynchronizationContext.SetSynchronizationContext(_thread);
        _root = _code(new CheckedOrchestrationContext(context, this, _loggers));
        return await _root;
    }

    private List<HistoryEntry> Turn(DateTime now, IReadOnlyList<HistoryEntry> happened)
    {
        _now = now;
        Calls.Begin();
        Feed(now, happened);
        try
        {
            var result = _thread.Run(Execute);
            if (_setsStatus)
            {
                CustomStatus = result.CustomStatus;
            }

            var actions = result.Actions.ToList();
            var calls = Calls.End(actions);
            _hasReturned = _root is { IsCompleted: true };
            End(actions.OfType<OrchestrationCompleteOrchestratorAction>().SingleOrDefault());
            return calls;
        }
#pragma warning disable CA1031 // An event's payload that cannot be read comes out here, on every replay again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Ending = new Ending.Failed(Failures.Of(Identity.Name, _failure ?? exception), _failure ?? exception);
            return [];
        }
    }

    private OrchestratorExecutionResult Execute()
    {
        if (_executor is not null)
        {
            return _executor.ExecuteNewEvents();
        }

        var orchestration = new ObservedOrchestration(
            Shims.CreateOrchestration(Identity.Name, this), context => new ObservedOrchestrationContext(context, Calls, Timers));
        _executor = new TaskOrchestrationExecutor(
            _state, orchestration, BehaviorOnContinueAsNew.Carryover, entityParameters: null, ErrorPropagationMode.UseFailureDetails);
        return _executor.Execute();
    }

    private void Feed(DateTime now, IReadOnlyList<HistoryEntry> happened)
    {
        _state.NewEvents.Clear();
        _state.NewEvents.Add(WorkerEvents.Started(now));
        foreach (var entry in happened)
        {
            switch (entry.Kind)
            {
                case HistoryEntryKind.ExecutionStarted:
                    // The one event that the executor looks for in the state itself.
                    _state.AddEvent(WorkerEvents.ExecutionStarted(Identity));
                    continue;
                case HistoryEntryKind.EventRaised:
                    _raised.Add(entry);
                    break;
                default:
                    break;
            }

            _state.NewEvents.Add(WorkerEvents.Happened(entry, entry.Id is { } id ? Calls.Open(id) : null));
            if (entry.Id is { } answered)
            {
                Calls.Close(answered);
            }
        }
    }

    private void End(OrchestrationCompleteOrchestratorAction? completion)
    {
        if (_failure is not null)
        {
            Fail(_failure);
        }
        else if (completion is null)
        {
            // In replay the history knows better what is missing.
            if (!IsReplaying)
            {
                CheckWait();
            }
        }
        else if (completion.OrchestrationStatus != OrchestrationStatus.Completed)
        {
            Ending = _root?.Exception?.InnerException is { } cause
                ? new Ending.Failed(Failures.Of(Identity.Name, cause), cause)
                : new Ending.Failed(Failures.Of(Identity.Name, ErrorType(completion)), Cause: null);
        }
        else if (_next is { } next)
        {
            Ending = new Ending.ContinuedAsNew(next.Input, next.Preserve ? Calls.Unprocessed(_raised) : []);
        }
        else
        {
            Ending = new Ending.Completed(completion.Result);
        }
    }

    private static string ErrorType(OrchestrationCompleteOrchestratorAction completion)
        => completion.FailureDetails?.ErrorType ?? typeof(TaskCanceledException).FullName!;

    /// <summary>Code that waits while nothing durable is under way would wait for ever.</summary>
    private void CheckWait()
    {
        if (_root is { IsCompleted: false } && !Calls.AnyOpen)
        {
            Fail(TurnThread.NotDurable("awaits something that is not a durable task"));
        }
    }

    private void Compare(List<HistoryEntry> held, List<HistoryEntry> did, HistoryEntry? heldEnd, bool ends, bool isOwn)
    {
        if (heldEnd is not null && Ending is Ending.Failed)
        {
            // What a turn asks for in which the code fails is not done, and not recorded.
            return;
        }

        for (var i = 0; i < Math.Max(held.Count, did.Count); i++)
        {
            if (i >= held.Count)
            {
                Differ("no further call in this turn", did[i].ToString());
                return;
            }

            if (i >= did.Count)
            {
                Differ(Held(held[i], isOwn), ends ? "end without that call" : "not make that call");
                return;
            }

            if (!Same(held[i], did[i], isOwn))
            {
                Differ(Held(held[i], isOwn), did[i].ToString());
                return;
            }
        }

        if (heldEnd is null && ends)
        {
            Differ("no end of the orchestration in this turn", "end");
        }
        else if (heldEnd is not null && !ends)
        {
            Differ(heldEnd.ToString(), "go on waiting");
        }
    }

    private void Differ(string held, string did)
    {
        var turn = _now.ToString("o", CultureInfo.InvariantCulture);
        Fail(new HistoryMismatchException(
            $"The orchestration {Identity.Name} does not match its history in the turn of {turn}: history holds {held}; the code did "
                + $"{did}. "
            + "Change orchestrations only so that running instances replay."));
    }

    // What an activity was called with is unknown, not null, where another host does not record it.
    private static string Held(HistoryEntry held, bool isOwn)
        => held is { Kind: HistoryEntryKind.TaskScheduled, Data: null } && !isOwn ? $"CallActivity '{held.Name}'" : held.ToString();

    private static bool Same(HistoryEntry held, HistoryEntry did, bool isOwn) => held.Kind == did.Kind && did.Kind switch
    {
        HistoryEntryKind.EventAwaited => string.Equals(held.Name, did.Name, StringComparison.OrdinalIgnoreCase),
        HistoryEntryKind.TaskScheduled => held.Id == did.Id && held.Name == did.Name
            && (isOwn ? Payload.Same(held.Data, did.Data) : held.Data is null || Payload.Same(held.Data, did.Data ?? "null")),
        _ => held.Id == did.Id && held.Due == did.Due && (held.Final == did.Final || !isOwn),
    };
}
