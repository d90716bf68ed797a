using System.Collections.Concurrent;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// The engagements that this process could not read, as what is stored of them is not what was written: each needs a person.
/// </summary>
/// <param name="log">Takes each once, until it verifies again.</param>
internal sealed partial class DamagedJournals(ILogger<DamagedJournals> log) : IHealthCheck
{
    /// <summary>The name of the check in answers.</summary>
    public const string Name = "journals";

    private readonly ConcurrentDictionary<string, long> _found = new(StringComparer.Ordinal);

    /// <summary>Notes what was found.</summary>
    /// <param name="broken">Says where.</param>
    public void Found(JournalBrokenException broken)
    {
        if (_found.TryAdd(broken.Engagement, broken.Number))
            LogDamaged(broken.Engagement, broken.Reason, broken.Number);
    }

    /// <summary>Notes that a journal could be read: it is whole, or whole again, or was deleted. That says nothing of documents.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public void Verified(string engagement)
    {
        if (_found.TryGetValue(engagement, out var number) && number > 0)
            _found.TryRemove(engagement, out _);
    }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_found.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());

    [LoggerMessage(
        1605, LogLevel.Critical, "Engagement {Engagement} {Reason} at entry {Number} (0: a document); the runbook says what to do")]
    private partial void LogDamaged(string engagement, string reason, long number);
}
