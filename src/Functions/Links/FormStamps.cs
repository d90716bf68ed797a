using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Recognises a form of the coach's page that is sent again (a double click, a retry after a lost answer): it is one command. With other
/// words it is a mistake where it adds something, and another command where it amends what the edition guards.
/// </summary>
/// <param name="tokens">Holds the key under which a form is recognised.</param>
internal sealed class FormStamps(LinkTokens tokens)
{
    public CommandStamp? Of(Link link, IFormCollection posted)
    {
        var seen = posted[CoachFormFields.Seen].ToString();
        if (seen.Length is 0 or > 19 || !seen.All(char.IsAsciiDigit))
            return null;

        var key = $"{link.Id}\n{posted[CoachFormFields.Form]}\n{seen}";
        var values = posted.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}");
        var fingerprint = Convert.ToHexStringLower(tokens.Sign("form", $"{key}\n{string.Join('\n', values)}"));
        var isAmending = CoachForms.Find(posted[CoachFormFields.Form]) is { } which && Amends(which, posted) is not null;
        var id = isAmending ? fingerprint : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return new CommandStamp(id, fingerprint);
    }

    /// <summary>The number of a fact that exactly this form of exactly this page has recorded before; else null.</summary>
    public long? FindRecorded(OpenedLink opened, IFormCollection posted) => Of(opened.Link, posted) is { } stamp
        && opened.Engagement.Commands.TryGetValue(stamp.Id, out var before) && before.Fingerprint == stamp.Fingerprint
            ? before.Number
            : null;

    /// <summary>What a form writes over. One that does not say on which edition it was made is taken as it is.</summary>
    public static string? Amends(CoachForm which, IFormCollection posted)
    {
        if (posted[CoachFormFields.Edition].ToString().Length == 0)
            return null;
        var id = which.IdInput is null ? "" : posted[which.IdInput].ToString();
        return which.Amends(id.Length == 0 ? null : id);
    }
}
