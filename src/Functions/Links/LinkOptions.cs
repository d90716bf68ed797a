using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Links;

/// <summary>The configuration of emailed links, section <c>Links</c>.</summary>
internal sealed class LinkOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Links";

    /// <summary>Where recipients reach this system: scheme, host and path before <c>/api</c>.</summary>
    public string BaseUrl { get; set; } = "http://127.0.0.1:7071";

    /// <summary>Whether recipients come by https, whatever a proxy speaks with this system.</summary>
    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The keys: the first signs, all verify. A key is kept until the links that it signed have expired.</summary>
    public IList<LinkKey> Keys { get; } = [];
}

/// <summary>A key that signs links.</summary>
internal sealed class LinkKey
{
    /// <summary>The longest <see cref="Id"/>.</summary>
    public const int LongestId = 8;

    /// <summary>The shortest secret, in bytes: that of an HMAC-SHA-256.</summary>
    public const int ShortestSecret = 32;

    /// <summary>Names the key in tokens: 1 to 8 ASCII letters or digits.</summary>
    public string Id { get; set; } = "";

    /// <summary>The secret, in base64; 32 bytes or more from a random source.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret's bytes, if it is valid.</summary>
    /// <param name="bytes">The bytes.</param>
    internal bool TryReadSecret([NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[Secret.Length];
        bytes = Convert.TryFromBase64String(Secret, buffer, out var length) && length >= ShortestSecret ? buffer[..length] : null;
        return bytes is not null;
    }
}

/// <summary>Names the setting that is wrong, at start. It never repeats a secret.</summary>
internal sealed class LinkOptionsValidation : IValidateOptions<LinkOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LinkOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(LinkOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return "Links:BaseUrl must be an absolute http or https address without query, for example https://coaching.example.com.";

        if (options.Keys.Count == 0)
            yield return "Links:Keys needs at least one key: Links:Keys:0:Id and Links:Keys:0:Secret (32 random bytes in base64).";

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < options.Keys.Count; index++)
        {
            var key = options.Keys[index];
            if (key.Id.Length is 0 or > LinkKey.LongestId || !key.Id.All(char.IsAsciiLetterOrDigit))
                yield return $"Links:Keys:{index}:Id must be 1 to {LinkKey.LongestId} ASCII letters or digits.";
            else if (!ids.Add(key.Id))
                yield return $"Links:Keys:{index}:Id is the id of another key already.";
            if (!key.TryReadSecret(out _))
                yield return $"Links:Keys:{index}:Secret must be base64 of {LinkKey.ShortestSecret} bytes or more.";
        }
    }
}
