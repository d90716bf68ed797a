namespace EmbeddedHost.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="InstanceId">1 to 100 printable ASCII characters; null: the host makes one.</param>
    /// <param name="StartAt">Not before this time; null: at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>Copies other options.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
    }

    /// <summary>The instance's id; null: the host makes one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it starts at the earliest. The embedded host starts at once only: another value is refused.</summary>
    public DateTimeOffset? StartAt { get; init; }
}
