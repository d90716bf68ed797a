namespace EmbeddedHost.Engine;

/// <summary>
/// Runs an orchestration's code on the thread of its turn only, one continuation after the other. Whatever wants to
/// resume it from elsewhere was awaited and is not durable: that is reported, not run.
/// </summary>
internal sealed class TurnContext(Action<Exception> reportForeign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = new();
    private int _thread;

    /// <summary>Whether the calling thread is running the turn.</summary>
    public bool IsCurrent => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    public void Run(Action turn)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            turn();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            SetSynchronizationContext(outer);
        }
    }

    public void Pump()
    {
        while (_continuations.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _continuations.Enqueue((d, state));
        }
        else
        {
            ReportForeign("was resumed by something that is not a durable task");
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Reports, and returns for throwing, that code ran or was to run outside its turn.</summary>
    public NonDurableAwaitException ReportForeign(string what)
    {
        var exception = NotDurable(what);
        reportForeign(exception);
        return exception;
    }

    public static NonDurableAwaitException NotDurable(string what) => new(
        $"The orchestration {what}. Its code may await only the tasks of its TaskOrchestrationContext, without ConfigureAwait(false); "
        + "delays, network calls and other work belong into timers and activities.");
}
