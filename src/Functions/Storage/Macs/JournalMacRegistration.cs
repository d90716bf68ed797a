using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Macs;

/// <summary>Registers the journals' MACs.</summary>
internal static class JournalMacRegistration
{
    /// <summary>Adds them; the section <c>Journal</c> is checked at start.</summary>
    public static IServiceCollection AddJournalMacs(this IServiceCollection services)
    {
        services.AddOptions<JournalOptions>().BindConfiguration(JournalOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JournalOptions>, JournalOptionsValidation>());
        return services.AddSingleton<JournalMacs>().AddSingleton<JournalAdoption>()
            .AddHostedService(provider => provider.GetRequiredService<JournalAdoption>());
    }
}
