namespace EmbeddedHost.Engine;

/// <summary>The instances in memory. Those at rest beyond a number leave it, the longest unused first; a load brings them back.</summary>
internal sealed class InstanceCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Instance> _instances = [];
    private readonly LinkedList<Instance> _resting = [];
    private readonly Dictionary<long, LinkedListNode<Instance>> _nodes = [];

    public Instance Get(long key)
    {
        lock (_gate)
        {
            if (!_instances.TryGetValue(key, out var instance))
            {
                instance = new Instance(key);
                _instances.Add(key, instance);
            }

            return instance;
        }
    }

    /// <summary>Notes that an instance's turn is over; makes room.</summary>
    public void Rest(Instance instance)
    {
        lock (_gate)
        {
            if (!_instances.TryGetValue(instance.Key, out var known) || known != instance)
            {
                return;
            }

            if (_nodes.Remove(instance.Key, out var node))
            {
                _resting.Remove(node);
            }

            if (instance.Live is null)
            {
                Remove(instance);
                return;
            }

            _nodes[instance.Key] = _resting.AddLast(instance);
            while (_resting.Count > capacity && _resting.First is { } oldest)
            {
                _resting.RemoveFirst();
                _nodes.Remove(oldest.Value.Key);
                Remove(oldest.Value);
            }
        }
    }

    /// <summary>An instance that is busy stays; it comes back to rest when its turn is over.</summary>
    private void Remove(Instance instance)
    {
        if (instance.TryRetire())
        {
            _instances.Remove(instance.Key);
        }
    }
}
