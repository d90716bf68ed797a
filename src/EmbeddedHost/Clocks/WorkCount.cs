namespace EmbeddedHost.Clocks;

/// <summary>
/// Counts work under way: turns, activities, timer functions. Work starts other work before it ends itself, so zero
/// means that the engine is at rest.
/// </summary>
internal sealed class WorkCount
{
    private readonly Lock _gate = new();
    private int _count;
    private TaskCompletionSource? _rest;

    public bool IsAtRest => Volatile.Read(ref _count) == 0;

    public void Begin()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void End()
    {
        TaskCompletionSource? rest = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                rest = _rest;
                _rest = null;
            }
        }

        rest?.SetResult();
    }

    public Task WhenAtRestAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _rest ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _rest.Task.WaitAsync(cancellation);
        }
    }
}
