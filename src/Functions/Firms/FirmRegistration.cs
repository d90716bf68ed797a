using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Firms;

/// <summary>Registers the firms that are configured.</summary>
internal static class FirmRegistration
{
    /// <summary>Adds the firms, to be checked when the host starts.</summary>
    /// <param name="configuration">Has the section <c>Firms</c>.</param>
    /// <param name="makeUnconfigured">Makes the firm that there is when none is configured; without it one has to be.</param>
    /// <exception cref="InvalidOperationException">No firm is configured.</exception>
    public static void AddFirms(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, Firm>? makeUnconfigured = null)
    {
        var firms = configuration.GetSection("Firms").Get<List<Firm>>() ?? [];
        if (firms.Count == 0 && makeUnconfigured is null)
            throw new InvalidOperationException("Configuration: Firms:0 is missing; set its Id, Name, Email, TimeZone and KeySha256.");

        services.AddSingleton(provider => new FirmDirectory(firms.Count > 0 ? firms : [makeUnconfigured!(provider)]));
        services.AddHostedService<FirmsAtStart>();
    }
}
