using System.Text.RegularExpressions;

namespace EmbeddedHost.Tests.AzureApi;

/// <summary>The public API of the Azure packages, as the lists beside this file give it.</summary>
internal sealed class AzureSurface
{
    private readonly Dictionary<string, AzureType> _types = new(StringComparer.Ordinal);

    public AzureSurface(params IEnumerable<string> lines)
    {
        AzureType? current = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                current = AzureType.Parse(line[3..]);
                if (current is not null)
                {
                    _types[current.Name] = current;
                }
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                current?.Members.Add(line.Split("  [Obsolete")[0].Trim());
            }
        }
    }

    public static AzureSurface Load() => new(
        File.ReadLines(PathOf("azure-api-surface.txt")).Concat(File.ReadLines(PathOf("azure-communication-email-api.txt"))));

    public IEnumerable<AzureType> Types => _types.Values;

    public AzureType? Find(string name) => _types.GetValueOrDefault(name);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "AzureApi", name);
}

/// <summary>A type of the Azure packages.</summary>
internal sealed partial record AzureType(string Kind, string Name, string? Usage)
{
    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads "sealed class Namespace.Type : Base   [assembly]  targets=…"; null for a heading that is no type.</summary>
    public static AzureType? Parse(string header)
    {
        if (Declaration().Match(header) is not { Success: true } declaration)
        {
            return null;
        }

        // The mail list drops its own namespace.
        var name = declaration.Groups["name"].Value;
        var usage = header.IndexOf("targets=", StringComparison.Ordinal);
        return new AzureType(
            declaration.Groups["kind"].Value,
            name.Contains('.', StringComparison.Ordinal) ? name : "Azure.Communication.Email." + name,
            usage < 0 ? null : header[usage..].Trim());
    }

    [GeneratedRegex(
        @"^(?<kind>(abstract |sealed |static )?(class|record|struct|enum|interface|delegate)) (?<name>[\w.]+(<[^>]*>)?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
