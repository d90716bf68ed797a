using CoachingWorkflow.Functions.Keys;
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
    public IList<SigningKey> Keys { get; } = [];
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

        foreach (var mistake in SigningKey.Mistakes("Links:Keys", options.Keys))
            yield return mistake;
    }
}
