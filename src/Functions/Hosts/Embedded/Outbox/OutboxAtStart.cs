using CoachingWorkflow.Functions.Links;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>Tells whoever starts a development host where the mails go and how time passes.</summary>
/// <param name="links">Where the host is reached.</param>
/// <param name="logger">Tells it.</param>
internal sealed partial class OutboxAtStart(IOptions<LinkOptions> links, ILogger<OutboxAtStart> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWhere(links.Value.BaseUrl.TrimEnd('/'));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        1401, LogLevel.Information, "No mail leaves this machine: read it at {Address}/dev/mail, and let time pass at {Address}/dev/clock")]
    private partial void LogWhere(string address);
}
