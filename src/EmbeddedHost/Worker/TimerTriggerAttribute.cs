namespace EmbeddedHost.Worker;

/// <summary>The function is run on a schedule; stands on its <see cref="TimerInfo"/> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : Attribute
{
    /// <summary>A schedule of six fields, seconds first, in UTC (<c>0 0 * * * *</c>: every hour).</summary>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>The schedule of six fields.</summary>
    public string Schedule { get; }

    /// <summary>Whether the function also runs each time the host starts.</summary>
    public bool RunOnStartup { get; set; }
}

/// <summary>What a timer function is told about its schedule.</summary>
public class TimerInfo
{
    /// <summary>When it last ran and runs next.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is later than its schedule, as after a downtime.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The times of a timer function, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The previous run; <c>default</c> when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
