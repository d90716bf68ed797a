using EmbeddedHost.Engine;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;

namespace EmbeddedHost.Clocks;

/// <summary>What an advance did.</summary>
/// <param name="Now">The time it ended at, in UTC.</param>
/// <param name="Fired">How many durable timers and timer functions fired.</param>
public sealed record ClockAdvance(DateTimeOffset Now, int Fired);

/// <summary>An advance would have taken the clock back.</summary>
public sealed class ClockBackwardsException(string message) : InvalidOperationException(message);

/// <summary>
/// Advances the host's clock. Due timers fire in the order of their times; the clock stands at each one's time until
/// its turn and all activities that follow are done. One advance runs at a time. It is a service of the host.
/// </summary>
/// <remarks>
/// An advance that has returned is committed: a restart does not take the clock back. One that is cancelled, or whose work throws, has
/// come as far as it came, and that is committed. A timer function runs at most once in an advance, at its end.
/// </remarks>
public sealed class ClockAdvancer : IDisposable
{
    private readonly HostClock _clock;
    private readonly ClockHold _hold;
    private readonly WorkCount _work;
    private readonly DurableEngine _engine;
    private readonly TimerTriggers _triggers;
    private readonly SqliteFile _file;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private ClockState _saved;

    internal ClockAdvancer(HostClock clock, ClockHold hold, DurableEngine engine, TimerTriggers triggers, SqliteFile file)
    {
        _clock = clock;
        _hold = hold;
        _work = engine.Work;
        _engine = engine;
        _triggers = triggers;
        _file = file;
        _saved = clock.State;
    }

    /// <summary>Completes when no turn, activity, timer function or request is under way. Never while one of them waits for it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before.</exception>
    public async Task WhenAtRestAsync(CancellationToken cancellationToken = default)
        => (await AtRestAsync(cancellationToken)).Dispose();

    /// <summary>Advances by a duration; zero waits for what is under way.</summary>
    /// <exception cref="ClockBackwardsException">The duration is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled on the way.</exception>
    public Task<ClockAdvance> AdvanceByAsync(TimeSpan duration, CancellationToken cancellationToken = default)
        => AdvanceAsync(now => now + duration, cancellationToken);

    /// <summary>Advances to a time.</summary>
    /// <exception cref="ClockBackwardsException">The time has passed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled on the way.</exception>
    public Task<ClockAdvance> AdvanceToAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
        => AdvanceAsync(_ => time, cancellationToken);

    /// <summary>
    /// Advances to the next time at which an orchestration has something to do, that is, calls an activity: timers that only wait on
    /// are passed. Does not move when no timer is left.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled on the way.</exception>
    public async Task<ClockAdvance> AdvanceToNextAsync(CancellationToken cancellationToken = default)
    {
        var started = _engine.ActivitiesStarted;
        var fired = 0;
        while (_engine.Timers.NextDue() is { } due && _engine.ActivitiesStarted == started)
        {
            fired += (await AdvanceAsync(now => now.UtcDateTime > due ? now : new DateTimeOffset(due), cancellationToken)).Fired;
        }

        return new ClockAdvance(_clock.GetUtcNow(), fired);
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<ClockAdvance> AdvanceAsync(Func<DateTimeOffset, DateTimeOffset> end, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var now = _clock.GetUtcNow();
            var target = end(now);
            if (target < now)
            {
                throw new ClockBackwardsException($"The clock stands at {now:o} and never goes back.");
            }

            _triggers.Pause();
            int fired;
            try
            {
                fired = await RunAsync(target, cancellation);
            }
            finally
            {
                // Also after an advance that was broken off: whoever has seen the time it came to is not taken back by a restart.
                await SaveAsync();
            }

            return new ClockAdvance(_clock.GetUtcNow(), fired);
        }
        finally
        {
            // Also after an advance that was broken off: what waits by the system's timers waits for a nearer time now.
            _triggers.Resume();
            _engine.Timers.FireDue();
            _oneAtATime.Release();
        }
    }

    private async Task<int> RunAsync(DateTimeOffset target, CancellationToken cancellation)
    {
        var fired = new HashSet<long>();
        var triggered = -1;
        while (true)
        {
            using var alone = await AtRestAsync(cancellation);
            if (_engine.Timers.First(target.UtcDateTime, fired) is { } timer)
            {
                Move(new DateTimeOffset(timer.Due));
                fired.Add(timer.Sequence);
                _engine.Fire(timer);
            }
            else if (triggered < 0)
            {
                Move(target);
                triggered = _triggers.RunDue();
            }
            else
            {
                return fired.Count + triggered;
            }
        }
    }

    private void Move(DateTimeOffset time)
    {
        _clock.MoveTo(time);

        // Not awaited: what follows is queued behind it, so nothing of the new time is durable before the time itself. Nor has it
        // a commit of its own: a year has hundreds of timers, and the turn that each begins is committed anyway.
        ClockStore.SaveWithNext(_file, _clock);
    }

    private async Task SaveAsync()
    {
        // An advance by nothing, which only waits until all is at rest, has nothing to save.
        var state = _clock.State;
        if (state != _saved)
        {
            await ClockStore.SaveAsync(_file, _clock);
            _saved = state;
        }
    }

    /// <summary>Takes the clock alone at a moment when nothing is under way.</summary>
    private async Task<IDisposable> AtRestAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _work.WhenAtRestAsync(cancellation);
            var alone = await _hold.AloneAsync(cancellation);
            if (_work.IsAtRest)
            {
                return alone;
            }

            alone.Dispose();
        }
    }
}
