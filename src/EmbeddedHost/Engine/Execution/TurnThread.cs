namespace EmbeddedHost.Engine.Execution;

/// <summary>
/// Lets an orchestration's code be resumed on the thread of its turn only. Whatever wants to resume it from elsewhere was awaited and
/// is not durable: that is reported, not run. The worker's executor would run it there, unseen.
/// </summary>
internal sealed class TurnThread(Action<Exception> reportForeign) : SynchronizationContext
{
    private int _thread;

    /// <summary>Whether the calling thread is running the turn.</summary>
    public bool IsCurrent => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Runs a turn on the calling thread.</summary>
    public T Run<T>(Func<T> turn)
    {
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            return turn();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            ReportForeign("was resumed by something that is not a durable task");
            return;
        }

        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            d(state);
        }
        finally
        {
            SetSynchronizationContext(outer);
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
