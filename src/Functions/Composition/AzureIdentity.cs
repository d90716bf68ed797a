using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoachingWorkflow.Functions.Composition;

/// <summary>The identity with which Azure's services are reached: on Azure the app's managed one.</summary>
internal static class AzureIdentity
{
    /// <summary>Adds it; again is harmless.</summary>
    public static void AddAzureIdentity(this IServiceCollection services) =>
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
}
