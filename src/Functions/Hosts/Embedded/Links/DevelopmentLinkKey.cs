using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Links;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Links;

/// <summary>In Development, links need no configured key: one is made once and kept in the data folder.</summary>
internal static class DevelopmentLinkKey
{
    /// <summary>Where the key is kept, in the data folder.</summary>
    public const string FileName = "development-link-key";

    private const string KeyId = "dev";

    /// <summary>Adds the Development key if <c>Links:Keys</c> names none. For the Development environment only.</summary>
    /// <param name="services">Where the host's file is registered: its folder is held by this process alone.</param>
    public static IServiceCollection AddDevelopmentLinkKey(this IServiceCollection services)
    {
        services.AddOptions<LinkOptions>().PostConfigure<SqliteFile>((options, file) =>
        {
            if (options.Keys.Count == 0)
                options.Keys.Add(new SigningKey { Id = KeyId, Secret = DevelopmentSecret.ReadOrMake(file.Folder, FileName) });
        });
        return services;
    }
}
