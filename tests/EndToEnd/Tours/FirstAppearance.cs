using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>Replaces what differs from run to run (addresses of links, ids) by the order in which it first appears.</summary>
public sealed partial class FirstAppearance
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Replace(string text) => Varying().Replace(text, match =>
    {
        if (!_names.TryGetValue(match.Value, out var name))
            _names.Add(match.Value, name = string.Create(CultureInfo.InvariantCulture, $"<{_names.Count + 1}>"));
        return name;
    });

    [GeneratedRegex(
        """http://127\.0\.0\.1:\d+/api/links/[\w.~-]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}""", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Varying();
}
