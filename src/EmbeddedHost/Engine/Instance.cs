using EmbeddedHost.Engine.Execution;

namespace EmbeddedHost.Engine;

/// <summary>What an instance is told.</summary>
internal abstract record Message
{
    /// <summary>There is something to load: a start, or work found when the host started.</summary>
    public sealed record Wake : Message;

    /// <summary>An event was raised.</summary>
    public sealed record Raised(HistoryEntry Event) : Message;

    /// <summary>An activity ended, or a timer fired.</summary>
    public sealed record Happened(int Generation, HistoryEntry Event) : Message;

    /// <summary>Its code ran outside its turn.</summary>
    public sealed record Foreign(Exception Exception) : Message;
}

/// <summary>An instance in memory: its messages, and between turns its suspended code. One turn runs at a time.</summary>
internal sealed class Instance(long key)
{
    private readonly Lock _gate = new();
    private List<Message> _messages = [];
    private bool _isScheduled;
    private bool _isRetired;

    public long Key => key;

    /// <summary>The suspended code; null when it is to be loaded. Touched by the running turn only.</summary>
    public LiveInstance? Live { get; set; }

    /// <summary>Adds a message; says whether a turn is to be scheduled. False when the instance has left memory.</summary>
    public bool TryDeliver(Message message, out bool schedule)
    {
        lock (_gate)
        {
            schedule = !_isRetired && !_isScheduled;
            if (_isRetired)
            {
                return false;
            }

            _messages.Add(message);
            _isScheduled = true;
            return true;
        }
    }

    public List<Message> TakeMessages()
    {
        lock (_gate)
        {
            var taken = _messages;
            _messages = [];
            return taken;
        }
    }

    /// <summary>Ends a turn; true when messages came meanwhile, so that the next is to be scheduled.</summary>
    public bool EndTurn()
    {
        lock (_gate)
        {
            _isScheduled = _messages.Count > 0;
            return _isScheduled;
        }
    }

    /// <summary>Leaves memory unless something is under way.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            _isRetired |= !_isScheduled;
            return _isRetired;
        }
    }
}

/// <summary>An instance's code, as of its last committed turn.</summary>
internal sealed class LiveInstance(InstanceRow row, Generation execution, long lastSequence)
{
    /// <summary>The row's identity; what changes with each turn is below.</summary>
    public InstanceRow Row => row;

    public Generation Execution { get; set; } = execution;

    public long Version { get; set; } = row.Version;

    public int Turns { get; set; } = row.Turns;

    /// <summary>Events up to here came with the load; a message about one of them says nothing new.</summary>
    public long LastSequence => lastSequence;
}
