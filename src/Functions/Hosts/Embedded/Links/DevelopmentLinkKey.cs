using System.Security.Cryptography;
using CoachingWorkflow.Functions.Links;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Links;

/// <summary>In Development, links need no configured key: one is made once and kept in the data folder.</summary>
public static class DevelopmentLinkKey
{
    /// <summary>The file's name.</summary>
    public const string FileName = "development-link-key";

    private const string KeyId = "dev";

    /// <summary>Adds the Development key if <c>Links:Keys</c> names none. For the Development environment only.</summary>
    /// <param name="services">Where the host's file is registered: its folder is held by this process alone.</param>
    public static IServiceCollection AddDevelopmentLinkKey(this IServiceCollection services)
    {
        services.AddOptions<LinkOptions>().PostConfigure<SqliteFile>((options, file) =>
        {
            if (options.Keys.Count == 0)
                options.Keys.Add(new LinkKey { Id = KeyId, Secret = file.Folder is { } folder ? ReadOrMake(folder) : Make() });
        });
        return services;
    }

    /// <summary>The key in a folder, made if it is not there yet.</summary>
    /// <param name="folder">The data folder.</param>
    internal static string ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            return Read(path);

        // Written aside and moved, so that a crash leaves no half key: links that were mailed must go on working.
        var key = Make();
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(key));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
        return key;
    }

    private static string Read(string path)
    {
        var key = new LinkKey { Id = KeyId, Secret = File.ReadAllText(path).Trim() };
        return key.TryReadSecret(out _)
            ? key.Secret
            : throw new InvalidDataException($"{path} holds no key. Delete it to have a new one made; links mailed so far will stop working.");
    }

    private static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(LinkKey.ShortestSecret));
}
