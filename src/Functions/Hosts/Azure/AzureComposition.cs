using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage.Blob;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoachingWorkflow.Functions.Hosts;

/// <summary>What Azure brings: blob storage, reached with the app's managed identity, and its clock.</summary>
internal static class AzureComposition
{
    /// <summary>Adds what Azure brings.</summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The composition root chooses the clock.")]
    public static FunctionsApplicationBuilder AddAzure(this FunctionsApplicationBuilder builder)
    {
        if ((builder.Configuration["Storage:Kind"] ?? "blob") != "blob")
            throw new InvalidOperationException("Configuration: Storage:Kind must be blob on Azure.");

        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<TransportSecurity>();
        builder.UseMiddleware<FailedCalls>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddBlobStorage();
        builder.Services.AddMail();
        builder.Services.AddFirms(builder.Configuration);
        return builder;
    }
}
