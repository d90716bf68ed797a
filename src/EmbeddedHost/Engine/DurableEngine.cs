using EmbeddedHost.Clocks;
using EmbeddedHost.Storage;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine;

/// <summary>How the engine is run.</summary>
/// <param name="CachedInstances">
/// How many waiting instances keep their suspended code in memory; the others are replayed when woken.
/// </param>
/// <param name="Lanes">How many turns, and how many activities, are under way at once; a frozen clock has one lane for all.</param>
internal sealed record EngineOptions(int CachedInstances = 1000, int Lanes = 256);

/// <summary>
/// The durable engine: instances take turns, a turn is committed as a whole, and only then is what it asked for done.
/// What is under way is known from the tables alone, so a start after a crash goes on where the last commit left off.
/// </summary>
internal sealed partial class DurableEngine : IDisposable
{
    private readonly EngineStore _store;
    private readonly InstanceCache _cache;
    private readonly WorkLanes _turnLanes;
    private readonly WorkLanes _activityLanes;
    private readonly ActivityRunner _activities;
    private readonly TurnRunner _turns;
    private readonly DurableTimers _timers;
    private readonly ILogger _logger;
    private volatile bool _isStopping;

    public DurableEngine(
        SqliteFile file, HostClock clock, TimeProvider system, WorkCount work, IEngineFunctions functions, EngineOptions options,
        ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger<DurableEngine>();
        Work = work;
        EngineSchema.Create(file);
        _store = new EngineStore(file);
        _cache = new InstanceCache(options.CachedInstances);

        // One lane makes a frozen clock's runs repeatable: everything happens in the order in which it was asked for.
        _turnLanes = new WorkLanes(clock.IsFrozen ? 1 : options.Lanes);
        _activityLanes = clock.IsFrozen ? _turnLanes : new WorkLanes(options.Lanes);
        _activities = new ActivityRunner(functions, _activityLanes, work, Deliver, _logger);
        _timers = new DurableTimers(_store, clock, system, Fire);
        _turns = new TurnRunner(_store, clock, functions, loggers, _activities, Deliver);
    }

    public EngineStore Store => _store;

    public WorkCount Work { get; }

    public DurableTimers Timers => _timers;

    /// <summary>How many activities this process has started.</summary>
    public long ActivitiesStarted => _activities.Started;

    public InstanceWaiters Waiters { get; } = new();

    /// <summary>Takes up what the last run left: turns and activities that are owed, timers that are due.</summary>
    public void Start()
    {
        foreach (var key in _store.WithWork())
        {
            Deliver(key, new Message.Wake());
        }

        _timers.FireDue();
    }

    /// <summary>
    /// Begins no more activities and lets those that run end, with the turns that record their results; when told to
    /// hurry, asks the activities to give up.
    /// </summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        _isStopping = true;
        _timers.Dispose();
        _activities.Stop();
        await using var registration = hurry.Register(_activities.Cancel);
        await Work.WhenAtRestAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_turnLanes.CloseAsync(), _activityLanes.CloseAsync()).WaitAsync(hurry)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _timers.Dispose();
        _activities.Dispose();
    }

    public void Fire(TimerRow timer)
        => Deliver(
            timer.Instance,
            new Message.Happened(timer.Generation, new HistoryEntry(HistoryEntryKind.TimerFired) { Id = timer.Task }));

    public void Deliver(long key, Message message)
    {
        Instance instance;
        bool schedule;
        do
        {
            instance = _cache.Get(key);
        }
        while (!instance.TryDeliver(message, out schedule));
        if (schedule)
        {
            Work.Begin();
            Schedule(instance);
        }
    }

    private void Deliver(ActivityKey key, HistoryEntry result)
        => Deliver(key.Instance, new Message.Happened(key.Generation, result));

    private void Schedule(Instance instance) => _turnLanes.Post(() => TurnAsync(instance));

    private async Task TurnAsync(Instance instance)
    {
        var messages = instance.TakeMessages();
        try
        {
            var result = await _turns.RunAsync(instance, messages);
            foreach (var timer in result.TimersCreated)
            {
                _timers.Add(timer);
            }

            if (result.EndedId is { } id)
            {
                Waiters.Ended(id);
            }
        }
#pragma warning disable CA1031 // A turn that cannot be committed is not lost: it is run again from the last commit.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogTurnLost(_logger, instance.Key, ImpersonalError.Describe(exception));
            instance.Live = null;
            _turns.Forget(instance.Key, messages);
            if (!_isStopping)
            {
                _timers.Retry(() =>
                {
                    Deliver(instance.Key, new Message.Wake());
                    _timers.FireDue();
                });
            }
        }

        if (instance.EndTurn())
        {
            Schedule(instance);
        }
        else
        {
            _cache.Rest(instance);
            Work.End();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of instance number {Key} could not be committed and is run again: {Error}")]
    private static partial void LogTurnLost(ILogger logger, long key, string error);
}
