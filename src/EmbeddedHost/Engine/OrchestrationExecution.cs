using EmbeddedHost.DurableTask;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine;

/// <summary>What identifies an execution: one generation of an instance.</summary>
internal sealed record ExecutionIdentity(string Name, string InstanceId, int Generation, string? Input);

/// <summary>How a generation ended.</summary>
internal abstract record Ending
{
    public sealed record Completed(string? Output) : Ending;

    public sealed record Failed(TaskFailureDetails Failure, Exception Cause) : Ending;

    public sealed record ContinuedAsNew(string? Input, IReadOnlyList<HistoryEvent> Carried) : Ending;
}

/// <summary>
/// The code of one generation, run in turns: each turn gives it what has happened and collects what it asks for. Turns
/// from history are replayed: what the code asks for must then be what history holds.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly Func<TaskOrchestrationContext, Task<object?>> _code;
    private readonly TurnContext _turn;
    private readonly EngineOrchestrationContext _context;
    private readonly Dictionary<int, OpenTask> _open = [];
    private List<HistoryEvent> _actions = [];
    private Queue<HistoryEvent>? _expected;
    private Exception? _failure;
    private Task<object?>? _root;
    private int _nextId;
    private (string? Input, bool Preserve)? _next;

    public OrchestrationExecution(
        ExecutionIdentity identity,
        Func<TaskOrchestrationContext, Task<object?>> code,
        ILoggerFactory loggers,
        Action<Exception> reportForeign)
    {
        Identity = identity;
        _code = code;
        _turn = new TurnContext(reportForeign);
        _context = new EngineOrchestrationContext(this, loggers);
    }

    public ExecutionIdentity Identity { get; }

    public EventInbox Inbox { get; } = new();

    public DateTime Now { get; private set; }

    public bool IsReplaying => _expected is not null;

    /// <summary>The custom status that the code last set, as JSON.</summary>
    public string? CustomStatus { get; set; }

    /// <summary>How the code ended; null while it waits.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>What the engine itself found wrong with the code; null when nothing.</summary>
    public Exception? Difference => _failure;

    /// <summary>The activities that were scheduled and have no result yet.</summary>
    public IEnumerable<HistoryEvent> OpenActivities
        => _open.Values.Where(task => task.Action.Kind == HistoryEventKind.TaskScheduled).Select(task => task.Action);

    public bool HasOpenActivities => _open.Values.Any(task => task.Action.Kind == HistoryEventKind.TaskScheduled);

    /// <summary>The timers that have neither fired nor been cancelled.</summary>
    public IEnumerable<int> OpenTimers
        => _open.Where(task => task.Value.Action.Kind == HistoryEventKind.TimerCreated).Select(task => task.Key);

    /// <summary>Whether a result or a fired timer is still waited for.</summary>
    public bool IsOpen(int id) => _open.ContainsKey(id);

    /// <summary>Runs a new turn; returns what the code asked for, in order.</summary>
    public List<HistoryEvent> Run(DateTime now, IEnumerable<HistoryEvent> incoming)
    {
        _actions = [];
        Turn(now, incoming);
        return _actions;
    }

    /// <summary>Runs a turn from history. A difference ends the execution as failed.</summary>
    public void Replay(IReadOnlyList<HistoryEvent> turn)
    {
        if (turn.Count == 0 || turn[0].Kind != HistoryEventKind.OrchestratorStarted)
        {
            return;
        }

        _expected = new Queue<HistoryEvent>(turn.Where(entry => entry.Kind
            is HistoryEventKind.TaskScheduled or HistoryEventKind.TimerCreated or HistoryEventKind.EventAwaited));
        Turn(turn[0].At!.Value, turn.Where(entry => entry.Kind
            is HistoryEventKind.ExecutionStarted or HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed
            or HistoryEventKind.TimerFired or HistoryEventKind.EventRaised));
        CheckEndOfTurn(turn.FirstOrDefault(entry => entry.Kind is HistoryEventKind.ExecutionCompleted or HistoryEventKind.ContinueAsNew));
        _expected = null;
    }

    /// <summary>Ends the execution as failed.</summary>
    public void Fail(Exception exception)
    {
        _failure ??= exception;
        Ending = new Ending.Failed(Failures.Of(Identity.Name, _failure), _failure);
    }

    /// <summary>The number of the next call.</summary>
    public int NextId() => _nextId++;

    /// <summary>Refuses calls from outside the turn, and all calls once the execution has failed.</summary>
    public void CheckCaller()
    {
        if (!_turn.IsCurrent)
        {
            throw _turn.ReportForeign("used its context outside its turn");
        }

        if (_failure is not null)
        {
            throw _failure;
        }
    }

    /// <summary>Notes what the code asks for; in replay, compares it with the history.</summary>
    public void Record(HistoryEvent action)
    {
        if (_expected is null)
        {
            _actions.Add(action);
        }
        else if (!_expected.TryDequeue(out var recorded))
        {
            throw Differs(held: "no further call in this turn", did: action.ToString());
        }
        else if (!Same(recorded, action))
        {
            throw Differs(recorded.ToString(), action.ToString());
        }
    }

    public void Open(HistoryEvent action, Action<HistoryEvent> complete, Action cancel)
        => _open.Add(action.Id!.Value, new OpenTask(action, complete, cancel));

    /// <summary>Gives up a timer; whoever cancels from outside the turn is reported.</summary>
    public void CancelTimer(int id) => InTurn(() =>
    {
        if (_open.Remove(id, out var task))
        {
            task.Cancel();
        }
    });

    /// <summary>Does something that a cancellation asks for; from outside the turn it is reported instead.</summary>
    public void InTurn(Action action)
    {
        if (_turn.IsCurrent)
        {
            action();
        }
        else
        {
            _turn.ReportForeign("was cancelled from outside its turn");
        }
    }

    public void SetNext(string? input, bool preserve) => _next = (input, preserve);

    private void Turn(DateTime now, IEnumerable<HistoryEvent> incoming)
    {
        Now = now;
        _turn.Run(() =>
        {
            foreach (var happened in incoming)
            {
                if (_root is { IsCompleted: true } || _failure is not null)
                {
                    KeepEvent(happened);
                    continue;
                }

                Apply(happened);
                _turn.Pump();
            }
        });
        Settle();
    }

    private void KeepEvent(HistoryEvent happened)
    {
        if (happened.Kind == HistoryEventKind.EventRaised)
        {
            Inbox.Keep(happened);
        }
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened.Kind)
        {
            case HistoryEventKind.ExecutionStarted:
                _root = _code(_context);
                break;
            case HistoryEventKind.EventRaised:
                Inbox.Add(happened);
                break;
            default:
                if (_open.Remove(happened.Id!.Value, out var task))
                {
                    task.Complete(happened);
                }

                break;
        }
    }

    private void Settle()
    {
        if (_failure is not null)
        {
            Fail(_failure);
        }
        else if (_root is { IsCompleted: true })
        {
            End(_root);
        }
        else if (_expected is null)
        {
            CheckWait();
        }
    }

    /// <summary>Code that waits while nothing durable is under way would wait for ever.</summary>
    private void CheckWait()
    {
        if (_root is { IsCompleted: false } && _open.Count == 0 && !Inbox.HasWaiters)
        {
            Fail(TurnContext.NotDurable("awaits something that is not a durable task"));
        }
    }

    private void End(Task<object?> root)
    {
        if (!root.IsCompletedSuccessfully)
        {
            var cause = root.Exception?.InnerException ?? new TaskCanceledException(root);
            Ending = new Ending.Failed(Failures.Of(Identity.Name, cause), cause);
        }
        else if (_next is { } next)
        {
            Ending = new Ending.ContinuedAsNew(next.Input, next.Preserve ? [.. Inbox.Unprocessed] : []);
        }
        else
        {
            Complete(root.Result);
        }
    }

    private void Complete(object? result)
    {
        try
        {
            Ending = new Ending.Completed(Payload.Write(result));
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or NotSupportedException)
        {
            Ending = new Ending.Failed(Failures.Of(Identity.Name, exception), exception);
        }
    }

    private void CheckEndOfTurn(HistoryEvent? end)
    {
        if (_failure is not null)
        {
            return;
        }

        if (_expected!.TryPeek(out var missing))
        {
            Fail(Differs(missing.ToString(), Ending is null ? "not make that call" : "end without that call"));
        }
        else if (end is null && Ending is not null)
        {
            Fail(Differs("no end of the orchestration in this turn", "end"));
        }
        else if (end is not null && Ending is null)
        {
            Fail(Differs(end.ToString(), "go on waiting"));
        }
        else
        {
            CheckWait();
        }
    }

    private NonDeterministicOrchestrationException Differs(string held, string did)
    {
        var turn = Now.ToString("o", System.Globalization.CultureInfo.InvariantCulture);
        var exception = new NonDeterministicOrchestrationException(
            $"The orchestration {Identity.Name} does not match its history in the turn of {turn}: history holds {held}; the code did {did}. "
            + "Change orchestrations only so that running instances replay.");
        _failure ??= exception;
        return exception;
    }

    private static bool Same(HistoryEvent recorded, HistoryEvent action)
        => recorded.Kind == HistoryEventKind.EventAwaited && action.Kind == HistoryEventKind.EventAwaited
            ? string.Equals(recorded.Name, action.Name, StringComparison.OrdinalIgnoreCase)
            : recorded == action;

    private sealed record OpenTask(HistoryEvent Action, Action<HistoryEvent> Complete, Action Cancel);
}
