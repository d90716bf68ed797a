using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoachingWorkflow.Functions.Watching;

/// <summary>Whether engagements can be read: asks for a journal that nobody has, which costs one read.</summary>
/// <param name="store">The storage that is asked; what it throws makes the check fail.</param>
public sealed class StorageHealth(IEngagementStore store) : IHealthCheck
{
    /// <summary>The name of the check in answers.</summary>
    public const string Name = "storage";

    // No engagement's id has an upper-case letter.
    private const string Nobody = "HEALTH";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.ReadAsync(Nobody, after: 0, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
