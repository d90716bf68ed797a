using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Functions.Hosts.Embedded;

/// <summary>
/// A secret that Development needs and nobody configured: made once at random and kept in the data folder, for its owner's eyes.
/// </summary>
internal static class DevelopmentSecret
{
    private const int Bytes = 32;

    /// <summary>The secret in a file of the data folder, made if it is not there yet; in memory, a new one each time.</summary>
    /// <param name="folder">The data folder, which this process alone holds; null when everything is in memory.</param>
    /// <param name="fileName">The file's name.</param>
    /// <exception cref="InvalidDataException">The file was damaged.</exception>
    public static string ReadOrMake(string? folder, string fileName)
    {
        if (folder is null)
            return Make();

        var path = Path.Combine(folder, fileName);
        if (File.Exists(path))
            return Read(path);

        // Written aside and moved, so that a crash leaves no half secret: what was mailed or copied must go on working.
        var secret = Make();
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(secret));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
        return secret;
    }

    private static string Read(string path)
    {
        var secret = File.ReadAllText(path).Trim();
        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret, buffer, out var length) && length >= Bytes
            ? secret
            : throw new InvalidDataException(
                $"{path} holds no secret. Delete it to have a new one made; what was signed or copied before will stop working.");
    }

    private static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}
