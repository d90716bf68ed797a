using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Registers what emailed links need.</summary>
internal static class LinkRegistration
{
    /// <summary>Adds <see cref="LinkTokens"/>, configured by the section <c>Links</c>, which is checked at start.</summary>
    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddOptions<LinkOptions>().BindConfiguration(LinkOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LinkOptions>, LinkOptionsValidation>());
        return services.AddSingleton<LinkTokens>();
    }
}
