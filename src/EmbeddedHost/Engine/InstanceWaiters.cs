namespace EmbeddedHost.Engine;

/// <summary>Those who wait for instances to end.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _ends = new(StringComparer.Ordinal);

    /// <summary>How many instances are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ends.Count;
            }
        }
    }

    /// <summary>Completes at the next end of an instance; ask before looking at its state.</summary>
    public Task NextEnd(string id)
    {
        lock (_gate)
        {
            if (!_ends.TryGetValue(id, out var end))
            {
                end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _ends.Add(id, end);
            }

            return end.Task;
        }
    }

    public void Ended(string id)
    {
        TaskCompletionSource? end;
        lock (_gate)
        {
            _ends.Remove(id, out end);
        }

        end?.SetResult();
    }
}
