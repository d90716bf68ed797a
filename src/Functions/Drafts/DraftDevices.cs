using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Links;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Drafts;

/// <summary>
/// Tells the device on which a rater saved a draft, who has no code to show who is there: by a random cookie, whose hash is in the draft.
/// </summary>
internal sealed class DraftDevices(HostCookies cookies)
{
    private const int SecretBytes = 32;
    private const int MarkLength = 16;

    /// <summary>The hash of the device; null if no draft was saved on it.</summary>
    public string? Find(HttpRequest request, OpenedLink opened) =>
        cookies.Read(request, NameOf(opened)) is { Length: > 0 } secret ? HashOf(secret) : null;

    /// <summary>Has the device known as long as the draft is kept that is saved on it.</summary>
    /// <returns>Its hash.</returns>
    public string Mark(HttpContext context, OpenedLink opened)
    {
        var secret = cookies.Read(context.Request, NameOf(opened)) is { Length: > 0 } known
            ? known
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        cookies.Write(context.Response, NameOf(opened), secret, FormDrafts.Life);
        return HashOf(secret);
    }

    // One for each person in each engagement: two links to a device do not tell that they are used on the same one.
    private static string NameOf(OpenedLink opened) => $"draft-{HashOf($"{opened.Engagement.Id}/{opened.Link.Recipient}")[..MarkLength]}";

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
