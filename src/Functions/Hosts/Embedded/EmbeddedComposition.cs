using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Hosts.Embedded.Firms;
using CoachingWorkflow.Functions.Hosts.Embedded.Links;
using CoachingWorkflow.Functions.Hosts.Embedded.Outbox;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Pages;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoachingWorkflow.Functions.Hosts;

/// <summary>What the embedded host brings: storage in its one SQLite file, SMTP or the Development outbox, Development's secrets.</summary>
internal static class EmbeddedComposition
{
    private const string DataFolder = ".coaching";

    /// <summary>Adds what the embedded host brings.</summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public static EmbeddedHostBuilder AddEmbedded(this EmbeddedHostBuilder builder)
    {
        builder.Configuration["Data:Path"] ??= DataFolder;
        builder.Configuration["Problems:TypePrefix"] = Problem.TypePrefix;
        builder.UseMiddleware<TransportSecurity>();
        builder.UseMiddleware<FailedCalls>();
        AddStorage(builder);
        AddMail(builder);
        AddFirms(builder);
        builder.Services.AddTelemetry(builder.Configuration);
        if (builder.Environment.IsDevelopment())
            builder.Services.AddDevelopmentLinkKey().AddDevelopmentJournalKey();
        return builder;
    }

    private static void AddStorage(EmbeddedHostBuilder builder)
    {
        switch (builder.Configuration["Storage:Kind"] ?? "sqlite")
        {
            case "sqlite":
                builder.Services.AddSqliteStorage();
                break;
            case "blob":
                builder.Services.AddBlobStorage();
                break;
            default:
                throw new InvalidOperationException("Configuration: Storage:Kind must be sqlite or blob.");
        }
    }

    private static void AddMail(EmbeddedHostBuilder builder)
    {
        builder.Services.AddMail();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddOutboxMail();
            builder.MapDevelopment(OutboxEndpoints.Map);
            builder.Services.AddHostedService<OutboxAtStart>();
            builder.Services.AddSingleton(new HomePlace("/dev/mail", "The outbox", ", which keeps every mail instead of sending it"));
            builder.Services.AddSingleton(new HomePlace("/dev/clock", "The clock", ", which can be advanced: months pass in a moment"));
        }
    }

    private static void AddFirms(EmbeddedHostBuilder builder)
    {
        Func<IServiceProvider, Firm>? development = builder.Environment.IsDevelopment()
            ? provider => DevelopmentFirm.Make(provider.GetRequiredService<SqliteFile>(), Console.Out)
            : null;
        builder.Services.AddFirms(builder.Configuration, development);
    }
}
