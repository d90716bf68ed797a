using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// Whether engagements can be read and written: asks for a journal that nobody has, which costs one read, and whether what was written
/// last could be.
/// </summary>
/// <param name="store">The storage that is asked; what it throws makes the check fail.</param>
/// <param name="writes">Knows of writes.</param>
internal sealed class StorageHealth(IEngagementStore store, StorageWrites writes) : IHealthCheck
{
    /// <summary>The name of the check in answers.</summary>
    public const string Name = "storage";

    // No engagement's id has an upper-case letter.
    private const string Nobody = "HEALTH";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.ReadAsync(Nobody, after: 0, cancellationToken);
        return writes.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy();
    }
}
