using EmbeddedHost.Clocks;

namespace EmbeddedHost.Engine;

/// <summary>
/// Wakes instances whose timers are due. The timers stay in their table; one timer of the system is armed for the
/// earliest. Firing one twice does no harm: a turn takes only what is still waited for.
/// </summary>
internal sealed class DurableTimers : IDisposable
{
    private const int Page = 256;

    /// <summary>The system's timers are limited; a longer wait is armed anew.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryWait = TimeSpan.FromSeconds(1);

    private readonly EngineStore _store;
    private readonly HostClock _clock;
    private readonly TimeProvider _system;
    private readonly Action<TimerRow> _fire;
    private readonly Lock _gate = new();
    private readonly ITimer _armed;
    private DateTime? _armedFor;

    public DurableTimers(EngineStore store, HostClock clock, TimeProvider system, Action<TimerRow> fire)
    {
        _store = store;
        _clock = clock;
        _system = system;
        _fire = fire;
        _armed = system.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>The first timer due up to a time that is not among those already fired.</summary>
    public TimerRow? First(DateTime upTo, HashSet<long> fired)
    {
        var after = default(TimerRow);
        while (true)
        {
            var rows = _store.Timers(after, upTo, Page);
            foreach (var row in rows)
            {
                if (!fired.Contains(row.Sequence))
                {
                    return row;
                }
            }

            if (rows.Count < Page)
            {
                return null;
            }

            after = rows[^1];
        }
    }

    /// <summary>Fires everything that is due now, in order, and arms the system's timer for the next.</summary>
    public void FireDue()
    {
        var now = Now;
        var after = default(TimerRow);
        while (true)
        {
            var rows = _store.Timers(after, now, Page);
            foreach (var row in rows)
            {
                _fire(row);
            }

            if (rows.Count < Page)
            {
                break;
            }

            after = rows[^1];
        }

        lock (_gate)
        {
            _armedFor = null;
        }

        if (_store.NextDue(now) is { } next)
        {
            Arm(next);
        }
    }

    /// <summary>Notes a timer that was just committed.</summary>
    public void Add(TimerRow timer)
    {
        if (timer.Due <= Now)
        {
            _fire(timer);
        }
        else
        {
            Arm(timer.Due);
        }
    }

    /// <summary>When the next timer is due; null when there is none.</summary>
    public DateTime? NextDue() => _store.NextDue(Now);

    /// <summary>Does something again after a moment of real time.</summary>
    public void Retry(Action action)
    {
        ITimer? timer = null;
        timer = _system.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(RetryWait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _armed.Dispose();

    private void Arm(DateTime due)
    {
        if (_clock.IsFrozen)
        {
            return;
        }

        lock (_gate)
        {
            if (_armedFor is { } armed && armed <= due)
            {
                return;
            }

            _armedFor = due;
            var wait = due - Now;
            _armed.Change(
                wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? RoundUp(wait) : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The system's timers count whole milliseconds; rounding down would wake too early and again.</summary>
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
