namespace EmbeddedHost.DurableTask;

/// <summary>What was asked for, fetched page by page as it is enumerated.</summary>
/// <typeparam name="T">What there is on a page.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>The pages, one at a time.</summary>
    /// <param name="continuationToken">Where to begin: <see cref="Page{T}.ContinuationToken"/> of the page before.</param>
    /// <param name="pageSizeHint">How much there is on a page at most.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
            {
                yield return value;
            }
        }
    }
}
