using System.Text;
using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Tests.Storage;

internal static class SampleMacs
{
    /// <summary>Seals with the first of these keys, and takes all of them.</summary>
    public static JournalMacs Of(params ReadOnlySpan<string> keys)
    {
        var options = new JournalOptions();
        foreach (var key in keys.Length == 0 ? ["the key"] : keys)
        {
            var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.PadRight(SigningKey.ShortestSecret)));
            options.Keys.Add(new SigningKey { Id = "k", Secret = secret });
        }

        return new JournalMacs(Options.Create(options));
    }
}
