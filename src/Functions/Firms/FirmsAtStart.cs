using Microsoft.Extensions.Hosting;

namespace CoachingWorkflow.Functions.Firms;

/// <summary>Checks the firms' configuration when the host starts, not when the first firm calls.</summary>
/// <param name="firms">Making it checks it.</param>
internal sealed class FirmsAtStart(FirmDirectory firms) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firms);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
