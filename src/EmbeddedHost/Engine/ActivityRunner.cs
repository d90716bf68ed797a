using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using EmbeddedHost.Clocks;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine;

/// <summary>One call of an activity.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ActivityKey(long Instance, int Generation, int Id);

/// <summary>
/// Runs activities, each at least once: one whose result no turn has committed runs again after a crash, and only then.
/// </summary>
internal sealed partial class ActivityRunner(
    IEngineFunctions functions, WorkLanes lanes, WorkCount work, Action<ActivityKey, HistoryEntry> deliver, ILogger logger)
    : IDisposable
{
    private readonly ConcurrentDictionary<ActivityKey, bool> _underWay = new();
    private readonly CancellationTokenSource _shutdown = new();
    private volatile bool _isStopping;
    private long _started;

    /// <summary>How many activities this process has started.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>Runs an activity, unless it is under way already.</summary>
    public void Start(ActivityKey key, string instanceId, HistoryEntry scheduled)
    {
        if (!_underWay.TryAdd(key, true))
        {
            return;
        }

        Interlocked.Increment(ref _started);
        work.Begin();
        lanes.Post(() => RunAsync(key, instanceId, scheduled));
    }

    /// <summary>Forgets calls whose result is committed, or whose turn was lost and is run again.</summary>
    public void Forget(ActivityKey key) => _underWay.TryRemove(key, out _);

    /// <summary>Begins no more activities: the next start of the host runs them.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Asks the activities that run to give up.</summary>
    public void Cancel() => _shutdown.Cancel();

    public void Dispose() => _shutdown.Dispose();

    private async Task RunAsync(ActivityKey key, string instanceId, HistoryEntry scheduled)
    {
        try
        {
            if (!_isStopping)
            {
                deliver(key, await CallAsync(instanceId, scheduled));
            }
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // The next start runs it again.
        }
        finally
        {
            work.End();
        }
    }

    private async Task<HistoryEntry> CallAsync(string instanceId, HistoryEntry scheduled)
    {
        var name = scheduled.Name!;
        if (functions.FindActivity(name) is not { } activity)
        {
            LogUnknown(logger, name, instanceId);
            return new HistoryEntry(HistoryEntryKind.TaskFailed) { Id = scheduled.Id, Name = "EmbeddedHost.UnknownFunction" };
        }

        try
        {
            var result = await activity(scheduled.Data, _shutdown.Token);
            return new HistoryEntry(HistoryEntryKind.TaskCompleted) { Id = scheduled.Id, Data = result };
        }
#pragma warning disable CA1031 // Whatever an activity throws is its result.
        catch (Exception exception) when (exception is not OperationCanceledException || !_shutdown.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, name, scheduled.Id!.Value, instanceId, ImpersonalError.Describe(exception));
            return new HistoryEntry(HistoryEntryKind.TaskFailed) { Id = scheduled.Id, Name = Failures.TypeName(exception) };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Activity} #{Id} of instance {InstanceId} failed: {Error}")]
    private static partial void LogFailed(ILogger logger, string activity, int id, string instanceId, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "There is no activity function named {Activity}; instance {InstanceId} called it")]
    private static partial void LogUnknown(ILogger logger, string activity, string instanceId);
}
