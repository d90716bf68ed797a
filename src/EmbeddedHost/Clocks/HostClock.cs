namespace EmbeddedHost.Clocks;

/// <summary>
/// The host's time: the system's plus an offset, or, frozen, a position that moves only when it is advanced. Advances are never
/// taken back, not by a restart either. It is the <see cref="TimeProvider"/> among the host's services. Timers made with
/// <see cref="TimeProvider.CreateTimer"/> (timeouts) run in real time.
/// </summary>
public sealed class HostClock : TimeProvider
{
    private readonly TimeProvider _system;
    private long _ticks;

    internal HostClock(TimeProvider system, ClockState state)
    {
        _system = system;
        IsFrozen = state.IsFrozen;
        _ticks = state.Ticks;
    }

    /// <summary>Whether time stands still between advances.</summary>
    public bool IsFrozen { get; }

    internal ClockState State => new(IsFrozen, Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(NowTicks, TimeSpan.Zero);

    /// <summary>Moves the clock on to a time; does nothing when that has passed.</summary>
    internal void MoveTo(DateTimeOffset time)
    {
        var ahead = time.UtcTicks - NowTicks;
        if (ahead > 0)
        {
            Interlocked.Add(ref _ticks, ahead);
        }
    }

    private long NowTicks => Interlocked.Read(ref _ticks) + (IsFrozen ? 0 : _system.GetUtcNow().UtcTicks);
}

/// <summary>What of the clock is kept: the position when frozen, else the offset to the system's time; in ticks.</summary>
internal readonly record struct ClockState(bool IsFrozen, long Ticks);
