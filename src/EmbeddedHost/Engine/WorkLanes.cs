using System.Threading.Channels;

namespace EmbeddedHost.Engine;

/// <summary>Runs pieces of work in the order in which they came, as many at once as there are lanes.</summary>
internal sealed class WorkLanes
{
    private readonly Channel<Func<Task>> _waiting = Channel.CreateUnbounded<Func<Task>>();
    private readonly Task _lanes;

    public WorkLanes(int lanes) => _lanes = Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync)));

    /// <summary>Adds work that handles its own errors; after <see cref="CloseAsync"/> it is not run.</summary>
    public void Post(Func<Task> work) => _waiting.Writer.TryWrite(work);

    /// <summary>Drops what waits and completes when what runs has ended.</summary>
    public Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out _))
        {
        }

        return _lanes;
    }

    private async Task RunAsync()
    {
        await foreach (var work in _waiting.Reader.ReadAllAsync())
        {
            await work();
        }
    }
}
