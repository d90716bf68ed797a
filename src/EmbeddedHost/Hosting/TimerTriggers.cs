using EmbeddedHost.Clocks;
using EmbeddedHost.Engine;
using EmbeddedHost.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Hosting;

/// <summary>
/// Runs timer functions by their schedules, in UTC, on the host's clock. A function never runs twice at once; its last
/// run is kept, so that it is told when it is late after a downtime.
/// </summary>
internal sealed partial class TimerTriggers : IDisposable
{
    private const string Schema =
        "CREATE TABLE IF NOT EXISTS host_timer_function(name TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID";

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly HostClock _clock;
    private readonly WorkCount _work;
    private readonly SqliteFile _file;
    private readonly FunctionRunner _runner;
    private readonly ILogger _logger;
    private readonly ITimer _armed;
    private readonly Lock _gate = new();
    private readonly List<Scheduled> _functions;
    private readonly CancellationTokenSource _shutdown = new();
    private bool _isRunning;
    private bool _isPaused;

    public TimerTriggers(
        FunctionCatalog catalog, FunctionRunner runner, HostClock clock, TimeProvider system, WorkCount work, SqliteFile file,
        ILogger logger)
    {
        _clock = clock;
        _work = work;
        _file = file;
        _runner = runner;
        _logger = logger;
        _armed = system.CreateTimer(_ => RunArmed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _functions = [.. catalog.Timers.Select(function => new Scheduled(function))];
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Begins: what was missed in a downtime runs now, as does what runs at each start.</summary>
    public async Task StartAsync()
    {
        await _file.WriteAsync(connection => connection.Execute(Schema));
        var now = Now;
        lock (_gate)
        {
            _isRunning = true;
            foreach (var scheduled in _functions)
            {
                scheduled.Last = ReadLast(scheduled.Function.Method.Name);
                scheduled.Next = scheduled.Function.Schedule.GetNextOccurrence(scheduled.Last ?? now);
                if (scheduled.Next < now || scheduled.Function.RunOnStartup)
                {
                    Begin(scheduled, now, isPastDue: scheduled.Next < now);
                }
            }

            Arm(now);
        }
    }

    /// <summary>Runs the functions that are due, each once; returns how many.</summary>
    public int RunDue()
    {
        var count = 0;
        lock (_gate)
        {
            if (!_isRunning)
            {
                return 0;
            }

            var now = Now;
            foreach (var scheduled in _functions)
            {
                if (scheduled.Next <= now && !scheduled.IsRunning)
                {
                    Begin(scheduled, now, isPastDue: false);
                    count++;
                }
            }

            Arm(now);
        }

        return count;
    }

    /// <summary>Has functions run only when they are asked to: during an advance, that is at its end.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _isPaused = true;
        }
    }

    /// <summary>Has functions run by themselves again.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
            Arm(Now);
        }
    }

    /// <summary>When the next function is due; null when there is none.</summary>
    public DateTime? NextDue()
    {
        lock (_gate)
        {
            return _functions.Count == 0 ? null : _functions.Min(scheduled => scheduled.Next);
        }
    }

    /// <summary>Runs nothing more and lets what runs end; when told to hurry, asks it to give up.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        Task[] running;
        lock (_gate)
        {
            _isRunning = false;
            running = [.. _functions.Select(scheduled => scheduled.Run)];
        }

        await using var registration = hurry.Register(_shutdown.Cancel);
        await Task.WhenAll(running).WaitAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _armed.Dispose();
        _shutdown.Dispose();
    }

    private void RunArmed()
    {
        lock (_gate)
        {
            if (!_isPaused)
            {
                RunDue();
            }
        }
    }

    private void Begin(Scheduled scheduled, DateTime now, bool isPastDue)
    {
        var last = scheduled.Last;
        scheduled.Last = now;
        scheduled.Next = scheduled.Function.Schedule.GetNextOccurrence(now);
        scheduled.IsRunning = true;
        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = new ScheduleStatus { Last = last ?? default, Next = scheduled.Next, LastUpdated = now },
        };
        _work.Begin();
        scheduled.Run = Task.Run(() => RunAsync(scheduled, info, now));
    }

    private async Task RunAsync(Scheduled scheduled, TimerInfo info, DateTime now)
    {
        var name = scheduled.Function.Method.Name;
        try
        {
            await _runner.RunAsync(scheduled.Function.Method, _ => info, _shutdown.Token);
            await _file.WriteAsync(connection => connection.Execute(
                "INSERT INTO host_timer_function(name, last) VALUES($1, $2) ON CONFLICT(name) DO UPDATE SET last = excluded.last",
                name,
                now.Ticks));
        }
#pragma warning disable CA1031 // A timer function that fails runs again at its next time.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(_logger, name, ImpersonalError.Describe(exception));
        }
        finally
        {
            lock (_gate)
            {
                scheduled.IsRunning = false;
                if (_isRunning)
                {
                    Arm(Now);
                }
            }

            _work.End();
        }
    }

    private void Arm(DateTime now)
    {
        var idle = _functions.FindAll(scheduled => !scheduled.IsRunning);
        if (_clock.IsFrozen || _isPaused || !_isRunning || idle.Count == 0)
        {
            return;
        }

        var wait = idle.Min(scheduled => scheduled.Next) - now;
        _armed.Change(
            wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait + TimeSpan.FromMilliseconds(1) : LongestWait,
            Timeout.InfiniteTimeSpan);
    }

    private DateTime? ReadLast(string name)
        => _file.Read(connection => connection.Prepared(
            "SELECT last FROM host_timer_function WHERE name = $1", name).ExecuteScalar() is long ticks
                ? new DateTime(ticks, DateTimeKind.Utc)
                : (DateTime?)null);

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer function {Function} failed: {Error}")]
    private static partial void LogFailed(ILogger logger, string function, string error);

    private sealed class Scheduled(TimerFunction function)
    {
        public TimerFunction Function => function;

        public DateTime? Last { get; set; }

        public DateTime Next { get; set; }

        public bool IsRunning { get; set; }

        public Task Run { get; set; } = Task.CompletedTask;
    }
}
