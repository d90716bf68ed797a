namespace EmbeddedHost.Engine;

/// <summary>External events of a generation: those that nobody has taken yet, and the waits that nobody has served yet.</summary>
internal sealed class EventInbox
{
    private readonly List<HistoryEvent> _unprocessed = [];
    private readonly List<Waiter> _waiters = [];

    public bool HasWaiters => _waiters.Count > 0;

    /// <summary>The events that nobody has taken, in the order in which they were raised.</summary>
    public IReadOnlyList<HistoryEvent> Unprocessed => _unprocessed;

    /// <summary>Gives an event to the longest wait for its name, or keeps it.</summary>
    public void Add(HistoryEvent raised)
    {
        var index = _waiters.FindIndex(waiter => SameName(waiter.Name, raised.Name));
        if (index < 0)
        {
            _unprocessed.Add(raised);
            return;
        }

        var served = _waiters[index];
        _waiters.RemoveAt(index);
        served.Serve(raised.Data);
    }

    /// <summary>Keeps an event that came after the code had ended.</summary>
    public void Keep(HistoryEvent raised) => _unprocessed.Add(raised);

    public bool TryTake(string name, out string? data)
    {
        var index = _unprocessed.FindIndex(raised => SameName(name, raised.Name));
        data = index < 0 ? null : _unprocessed[index].Data;
        if (index >= 0)
        {
            _unprocessed.RemoveAt(index);
        }

        return index >= 0;
    }

    public Waiter Wait(string name, Action<string?> serve)
    {
        var waiter = new Waiter(name, serve);
        _waiters.Add(waiter);
        return waiter;
    }

    /// <summary>Gives up a wait; false when it has been served.</summary>
    public bool Cancel(Waiter waiter) => _waiters.Remove(waiter);

    private static bool SameName(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    internal sealed class Waiter(string name, Action<string?> serve)
    {
        public string Name => name;

        public void Serve(string? data) => serve(data);
    }
}
