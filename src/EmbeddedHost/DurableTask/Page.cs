namespace EmbeddedHost.DurableTask;

/// <summary>A page of what was asked for.</summary>
/// <typeparam name="T">What there is on it.</typeparam>
public sealed class Page<T>
{
    /// <summary>Holds what is on the page.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>What is on the page.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? ContinuationToken { get; }
}
