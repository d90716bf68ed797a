using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Http;

/// <summary>The caller's word that a change was made on a certain edition of what it changes (RFC 9110, 13.1.1).</summary>
internal static class IfMatch
{
    private const string Header = "If-Match";

    /// <summary>Whether a change was made on an edition; null when the caller does not say on which.</summary>
    /// <exception cref="ProblemException">The header is not a list of entity tags.</exception>
    public static Func<Edition, bool>? Read(HttpRequest request)
    {
        if (request.Headers.IfMatch is not { Count: > 0 } values)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(values, out var tags) || tags.Count == 0
            || (tags.Count > 1 && tags.Contains(EntityTagHeaderValue.Any)))
            throw new ProblemException(Problem.Values(Header, "must be * or a list of entity tags, in quotes as an ETag has them"));

        // Weak tags are never equal: what is to be replaced must be the same to the letter.
        return edition => tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) ? edition.Count > 0 : !tag.IsWeak && tag.Tag == edition.Tag);
    }
}
