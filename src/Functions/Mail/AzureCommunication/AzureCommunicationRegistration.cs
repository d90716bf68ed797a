using CoachingWorkflow.Functions.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoachingWorkflow.Functions.Mail.AzureCommunication;

/// <summary>
/// Registers mail through Azure Communication Services, in builds that have its package (see the README beside this file).
/// </summary>
internal static partial class AzureCommunicationRegistration
{
    /// <summary>Adds the sender of <c>Mail:Kind</c> = <c>acs</c>. A build without the package has none, and says so at start.</summary>
    public static IServiceCollection AddAzureCommunicationMail(this IServiceCollection services)
    {
        services.AddAzureIdentity();
        services.TryAddSingleton<ServiceAnswers>();
        AddSender(services);
        return services;
    }

    // Its other half is in the folder Sdk: where that is not compiled, the call is not either.
    static partial void AddSender(IServiceCollection services);
}
