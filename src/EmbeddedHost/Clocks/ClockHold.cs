namespace EmbeddedHost.Clocks;

/// <summary>
/// Holds the clock still: requests share it from start to finish, an advance takes it alone for each step. Sharers go
/// first, so a request that makes another to the same host cannot lock itself out.
/// </summary>
internal sealed class ClockHold
{
    private readonly Lock _gate = new();
    private int _sharers;
    private bool _alone;
    private TaskCompletionSource? _changed;

    public Task<IDisposable> ShareAsync(CancellationToken cancellation) => EnterAsync(alone: false, cancellation);

    public Task<IDisposable> AloneAsync(CancellationToken cancellation) => EnterAsync(alone: true, cancellation);

    private async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (!_alone && !(alone && _sharers > 0))
                {
                    _alone = alone;
                    _sharers += alone ? 0 : 1;
                    return new Release(this, alone);
                }

                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    private void Leave(bool alone)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _sharers -= alone ? 0 : 1;
            _alone = _alone && !alone;
            changed = _changed;
            _changed = null;
        }

        changed?.SetResult();
    }

    private sealed class Release(ClockHold hold, bool alone) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                hold.Leave(alone);
            }
        }
    }
}
