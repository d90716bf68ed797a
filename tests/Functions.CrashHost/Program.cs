using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.CrashHost;
using CoachingWorkflow.Functions.Hosts;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

// The application, but for three settings. Kill: "<moment>:<count>", after which the process kills itself. Late: ids of engagements, with
// commas, whose journals take nothing before LateUntil.
var builder = EmbeddedHostBuilder.Create(args).AddEmbedded();
builder.Services.AddCoachingWorkflow();
builder.UseFunctionsFrom(typeof(CoachingEngagement).Assembly);
var killing = new KillPoint(builder.Configuration["Kill"] ?? "");
var late = (builder.Configuration["Late"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
var until = builder.Configuration.GetValue<DateTimeOffset?>("LateUntil") ?? DateTimeOffset.MinValue;

Decorate<IRecordStore>((inner, _) => new KillingRecords(inner, killing));
Decorate<IEngagementStore>((inner, provider) => new KillingJournals(inner, killing, id =>
    late.Contains(id) && provider.GetRequiredService<TimeProvider>().GetUtcNow() < until));
builder.Services.AddSingleton<IMailSender>(provider => new KillingMails(
    provider.GetRequiredKeyedService<IMailSender>(provider.GetRequiredService<IOptions<MailOptions>>().Value.Kind), killing));
await builder.Build().RunAsync();

void Decorate<TService>(Func<TService, IServiceProvider, TService> decorate)
    where TService : class
{
    var registered = builder.Services.Last(service => service.ServiceType == typeof(TService));
    builder.Services.AddSingleton(provider => decorate(
        (TService)(registered.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)),
        provider));
}
