using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Storage.Macs;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>
/// In Development, journals need no configured key: one is made once and kept in the data folder, where it proves nothing against whoever
/// can write the folder.
/// </summary>
internal static class DevelopmentJournalKey
{
    /// <summary>Where the key is kept, in the data folder.</summary>
    public const string FileName = "development-journal-key";

    /// <summary>Adds the Development key if <c>Journal:Keys</c> names none. For the Development environment only.</summary>
    /// <param name="services">Where the host's file is registered: its folder is held by this process alone.</param>
    public static IServiceCollection AddDevelopmentJournalKey(this IServiceCollection services)
    {
        services.AddOptions<JournalOptions>().PostConfigure<SqliteFile>((options, file) =>
        {
            if (options.Keys.Count == 0)
                options.Keys.Add(new SigningKey { Id = "dev", Secret = DevelopmentSecret.ReadOrMake(file.Folder, FileName) });
        });
        return services;
    }
}
