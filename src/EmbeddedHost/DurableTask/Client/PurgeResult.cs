namespace EmbeddedHost.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>Tells how many instances were removed.</summary>
    public PurgeResult(int count) => PurgedInstanceCount = count;

    /// <summary>How many instances were removed.</summary>
    public int PurgedInstanceCount { get; }
}

/// <summary>How an instance is purged.</summary>
/// <param name="Recursive">Whether child instances go too; the embedded host has none.</param>
public record PurgeInstanceOptions(bool Recursive = false);
