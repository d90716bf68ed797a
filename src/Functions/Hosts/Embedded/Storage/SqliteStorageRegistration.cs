using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Registers the SQLite storage.</summary>
internal static class SqliteStorageRegistration
{
    /// <summary>Keeps engagements in the host's SQLite file (<c>Storage:Kind</c> = <c>sqlite</c>).</summary>
    /// <param name="services">Where the file and the clock are registered.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services) => services
        .AddJournalMacs()
        .AddSingleton<SqliteEngagementStore>()
        .AddSingleton<IEngagementStore>(provider => provider.GetRequiredService<SqliteEngagementStore>())
        .AddSingleton<IJournalSealing>(provider => provider.GetRequiredService<SqliteEngagementStore>())
        .AddSingleton<IMailQuotaStore, SqliteMailQuotaStore>()
        .AddSingleton<IMailIndex, SqliteMailIndex>()
        .AddSingleton<IConfirmedAddresses, SqliteConfirmedAddresses>()
        .AddSingleton<IRecordStore, SqliteRecordStore>()
        .AddHostedService<StoresAtStart>();
}
