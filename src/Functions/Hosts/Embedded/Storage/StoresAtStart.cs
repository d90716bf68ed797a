using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Hosting;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>
/// Opens every store at the start: each makes its tables then, and not when somebody's first form asks for it, perhaps on a full disk.
/// </summary>
internal sealed class StoresAtStart(
    IEngagementStore engagements, IMailQuotaStore quota, IMailIndex mails, IConfirmedAddresses addresses, IRecordStore records)
    : IHostedService
{
    public IReadOnlyList<object> Opened { get; } = [engagements, quota, mails, addresses, records];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
