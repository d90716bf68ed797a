using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Firms;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Firms;

/// <summary>In Development, with no firm configured, there is the firm "demo" with a random key, printed at start.</summary>
internal static class DevelopmentFirm
{
    /// <summary>Where the key is kept, in the data folder.</summary>
    public const string FileName = "development-firm-key";

    /// <summary>The firm; its key is shown on the console and nowhere else.</summary>
    /// <param name="file">The host's file: its folder keeps the key.</param>
    /// <param name="console">Where the key is shown.</param>
    public static Firm Make(SqliteFile file, TextWriter console)
    {
        var key = DevelopmentSecret.ReadOrMake(file.Folder, FileName);
        console.WriteLine($"No firm is configured, so there is the firm 'demo' with the key {key}");
        if (file.Folder is not null)
            console.WriteLine($"The key is kept in {Path.Combine(file.Folder, FileName)}");

        return new Firm
        {
            Id = "demo",
            Name = "Demo Coaching",
            Email = "office@demo-coaching.example",
            TimeZone = "Etc/UTC",
            KeySha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        };
    }
}
