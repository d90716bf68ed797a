using System.Globalization;
using EmbeddedHost.DurableTask;
using EmbeddedHost.DurableTask.Client;

namespace EmbeddedHost.Engine;

/// <summary>
/// The instances that a query asks for, in the order in which they were scheduled. A page is read when it is come to, so an
/// instance that changes meanwhile is on it as it is then.
/// </summary>
internal sealed class InstancePages(EngineStore store, OrchestrationQuery query, Func<InstanceRow, OrchestrationMetadata> describe)
    : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var size = pageSizeHint ?? query.PageSize;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(pageSizeHint));
        return Read(continuationToken ?? query.ContinuationToken, size).ToAsyncEnumerable();
    }

    private IEnumerable<Page<OrchestrationMetadata>> Read(string? token, int size)
    {
        do
        {
            var rows = store.List(query, after: token is null ? 0 : long.Parse(token, CultureInfo.InvariantCulture), limit: size + 1);
            token = rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null;
            yield return new Page<OrchestrationMetadata>([.. rows.Take(size).Select(describe)], token);
        }
        while (token is not null);
    }
}
