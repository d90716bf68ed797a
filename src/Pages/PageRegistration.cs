using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CoachingWorkflow.Pages;

/// <summary>Registers what renders pages and mails.</summary>
public static class PageRegistration
{
    /// <summary>Adds <see cref="PageRenderer"/> and <see cref="MailRenderer"/>. They log through the host's logging.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.TryAddSingleton<PageRenderer>();
        services.TryAddSingleton<MailRenderer>();
        return services;
    }
}
