using DurableTask.Core.Command;

namespace EmbeddedHost.Engine.Execution;

/// <summary>What the code of a generation has asked for: in order, turn by turn, and what of it is still open.</summary>
internal sealed class Calls
{
    private readonly Dictionary<int, HistoryEntry> _open = [];
    private readonly List<Wait> _waits = [];
    private List<HistoryEntry> _turn = [];
    private int _nextId;

    /// <summary>The activities that were scheduled and have no result yet.</summary>
    public IEnumerable<HistoryEntry> OpenActivities => _open.Values.Where(call => call.Kind == HistoryEntryKind.TaskScheduled);

    /// <summary>The numbers of the timers that have neither fired nor been cancelled.</summary>
    public IEnumerable<int> OpenTimers =>
        _open.Values.Where(call => call.Kind == HistoryEntryKind.TimerCreated).Select(call => call.Id!.Value);

    /// <summary>Whether anything durable is waited for.</summary>
    public bool AnyOpen => _open.Count > 0 || _waits.Exists(wait => !wait.Task.IsCompleted);

    /// <summary>The open call of a number.</summary>
    public HistoryEntry? Open(int id) => _open.GetValueOrDefault(id);

    /// <summary>Begins a turn: what is asked for from here on is the turn's.</summary>
    public void Begin() => _turn = [];

    public void Activity()
    {
        var call = new HistoryEntry(HistoryEntryKind.TaskScheduled) { Id = _nextId++ };
        _open.Add(call.Id.Value, call);
        _turn.Add(call);
    }

    /// <summary>Returns the timer's number.</summary>
    public int Timer(DateTime due, DateTime? final)
    {
        var call = new HistoryEntry(HistoryEntryKind.TimerCreated) { Id = _nextId++, Due = due, Final = final == due ? null : final };
        _open.Add(call.Id.Value, call);
        _turn.Add(call);
        return call.Id.Value;
    }

    public void Event(string name, Task task)
    {
        _waits.Add(new Wait(name, task));
        _turn.Add(new HistoryEntry(HistoryEntryKind.EventAwaited) { Name = name });
    }

    /// <summary>Notes that a call has its result, or that its timer fired or was cancelled.</summary>
    public void Close(int id) => _open.Remove(id);

    /// <summary>
    /// Ends a turn: returns what was asked for in it. What an activity is called with is known to the executor's actions.
    /// </summary>
    public List<HistoryEntry> End(IEnumerable<OrchestratorAction> actions)
    {
        var scheduled = actions.OfType<ScheduleTaskOrchestratorAction>().ToDictionary(action => action.Id);
        for (var i = 0; i < _turn.Count; i++)
        {
            if (_turn[i] is { Kind: HistoryEntryKind.TaskScheduled, Id: { } id } && scheduled.TryGetValue(id, out var action))
            {
                _turn[i] = _turn[i] with { Name = action.Name, Data = Input(action.Input) };
                if (_open.ContainsKey(id))
                {
                    _open[id] = _turn[i];
                }
            }
        }

        return _turn;
    }

    /// <summary>
    /// Which of the events that were raised nobody has taken. Events of a name are taken in the order in which they were raised, so
    /// that it is the last of them.
    /// </summary>
    public List<HistoryEntry> Unprocessed(IEnumerable<HistoryEntry> raised)
    {
        var taken = _waits.Where(wait => wait.Task.IsCompletedSuccessfully)
            .GroupBy(wait => wait.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(waits => waits.Key, waits => waits.Count(), StringComparer.OrdinalIgnoreCase);
        var unprocessed = new List<HistoryEntry>();
        foreach (var entry in raised)
        {
            if (taken.GetValueOrDefault(entry.Name!) is var left and > 0)
            {
                taken[entry.Name!] = left - 1;
            }
            else
            {
                unprocessed.Add(entry);
            }
        }

        return unprocessed;
    }

    /// <summary>The executor has an activity's input as an array of one.</summary>
    public static string? Input(string? array)
        => array is ['[', .. var input, ']'] && input is not ("null" or "") ? input : null;

    private readonly record struct Wait(string Name, Task Task);
}
