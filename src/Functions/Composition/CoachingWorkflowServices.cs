using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Desk;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Composition;

/// <summary>Puts together what is the same on every host.</summary>
internal static class CoachingWorkflowServices
{
    /// <summary>Adds everything but the firms, storage, mail sender and clock, which the host brings.</summary>
    public static IServiceCollection AddCoachingWorkflow(this IServiceCollection services)
    {
        Zones.Know(ZoneNames.OthersOf);
        services.AddPages();
        services.AddLinks();
        services.AddSingleton(Policy.Default);
        services.AddSingleton(new EngagementIds(NewId));
        services.AddSingleton<EngagementReader>();
        services.AddSingleton<EngagementGate>();
        services.AddSingleton(provider => new Backoff(provider.GetRequiredService<TimeProvider>(), NextRandom));
        services.AddSingleton<EngagementRepository>();
        services.AddSingleton<ImpersonalFailures>();
        services.AddSingleton<StorageWrites>();
        services.AddSingleton<DamagedJournals>();
        services.AddSingleton<OrchestrationWaker>();
        services.AddSingleton<FirstSweep>();
        services.AddSingleton<RefusedCalls>();
        services.AddSingleton<StartLimit>();
        services.AddSingleton<FirmApi>();
        services.AddSingleton<AddressConfirmations>();
        services.AddSingleton<LinkFinder>();
        services.AddSingleton<LinkRenderer>();
        services.AddSingleton<FormStamps>();
        services.AddSingleton<CrossSite>();
        services.AddSingleton<RecordRepository>();
        services.AddSingleton<AddressKeys>();
        services.AddSingleton<AddressIndex>();
        services.AddSingleton<CoachsDesk>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<DraftDevices>();
        services.AddSingleton<AccessCodeDigits>();
        services.AddSingleton<HostCookies>();
        services.AddSingleton<SignedCookies>();
        services.AddSingleton<DeviceAccess>();
        services.AddSingleton<AccessCodeMails>();
        services.AddSingleton<OneTimeCode>();
        services.AddSingleton<LinkRenewals>();
        services.AddSingleton<Unconfirmed>();
        services.AddSingleton<Noted>();
        services.AddSingleton<Recorded>();
        services.AddSingleton<Closed>();
        services.AddSingleton<LinkPage, Decide>();
        services.AddSingleton<LinkPage, Respond>();
        services.AddSingleton<LinkPage, AddressChange>();
        services.AddSingleton<LinkPage, Workspace>();
        services.AddSingleton<LinkPage, Links.Program>();
        services.AddSingleton<LinkPage, Progress>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailQuota>();
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<MailDispatcher>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<DigestNames>();
        services.AddSingleton<DigestRecords>();
        services.AddSingleton<DigestEngagements>();
        services.AddSingleton<DigestDispatcher>();
        services.AddSingleton<DigestSweep>();
        services.AddMetrics().AddSingleton<CoachingMetrics>();
        services.AddHealthChecks().AddCheck<StorageHealth>(StorageHealth.Name).AddCheck<DamagedJournals>(DamagedJournals.Name);
        return services;
    }

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The composition root is where new ids come from.")]
    private static Guid NewId() => Guid.NewGuid();

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The composition root is where randomness comes from.")]
    private static double NextRandom() => Random.Shared.NextDouble();
}
