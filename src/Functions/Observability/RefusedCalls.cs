using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>What somebody came with who was let in nowhere.</summary>
internal enum RefusedSecret
{
    /// <summary>A firm's key.</summary>
    FirmKey,

    /// <summary>The token of a link.</summary>
    LinkToken,

    /// <summary>The key of delivery reports.</summary>
    ReportKey,
}

/// <summary>
/// Counts wrong keys and junk tokens, and says so in the log once a minute at most: somebody may be guessing, or a key was changed in one
/// place only. What they came with is a secret, or nearly one, and is nowhere.
/// </summary>
internal sealed partial class RefusedCalls(CoachingMetrics metrics, TimeProvider clock, ILogger<RefusedCalls> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RefusedSecret, DateTimeOffset> _logged = new();

    public void Count(RefusedSecret secret)
    {
        metrics.CountRefused(secret);
        var now = clock.GetUtcNow();
        var before = _logged.GetValueOrDefault(secret);
        if (now - before >= Quiet && (_logged.TryAdd(secret, now) || _logged.TryUpdate(secret, now, before)))
            LogRefused(secret);
    }

    [LoggerMessage(1701, LogLevel.Warning, "A call came with a wrong {Secret}; coaching.refused counts them all")]
    private partial void LogRefused(RefusedSecret secret);
}
