namespace EmbeddedHost.DurableTask.Client;

/// <summary>Where an orchestration instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun and not ended.</summary>
    Running = 0,

    /// <summary>Its code has returned.</summary>
    Completed = 1,

    /// <summary>Its code threw, or did not match its history.</summary>
    Failed = 3,

    /// <summary>It was terminated.</summary>
    Terminated = 5,

    /// <summary>It was scheduled and has not begun.</summary>
    Pending = 6,
}
