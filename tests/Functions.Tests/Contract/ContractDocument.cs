using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Contract;
using Microsoft.OpenApi;
using Microsoft.OpenApi.YamlReader;
using SharpYaml.Serialization;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>The contract as it is written: its calls, found by method and address.</summary>
internal sealed class ContractDocument
{
    private readonly JsonObject _root;
    private readonly IReadOnlyList<(string Template, string[] Parts)> _paths;

    private ContractDocument(JsonObject root)
    {
        _root = root;
        _paths = [.. root["paths"]!.AsObject().Select(path => (path.Key, PartsOf(path.Key)))];
        Schemas = new ContractSchemas(root);
    }

    /// <summary>The contract that the application serves.</summary>
    public static ContractDocument Served { get; } = Parse(ContractText.Yaml);

    public ContractSchemas Schemas { get; }

    /// <summary>Every method and address.</summary>
    public IEnumerable<(string Method, string Path)> Calls =>
        from path in _root["paths"]!.AsObject()
        from member in path.Value!.AsObject()
        where member.Key != "parameters"
        select (member.Key.ToUpperInvariant(), path.Key);

    public static ContractDocument Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));

        // The library writes null as a text of its own.
        var json = stream.Documents[0].ToJsonNode().ToJsonString()
            .Replace(JsonNullSentinel.JsonNull.ToJsonString(), "null", StringComparison.Ordinal);
        return new ContractDocument(JsonNode.Parse(json)!.AsObject());
    }

    /// <summary>The address that a path is of; null when it is none.</summary>
    public string? TemplateOf(string path)
    {
        var parts = PartsOf(path);
        return _paths.Where(candidate => Fits(candidate.Parts, parts))
            .OrderBy(candidate => candidate.Parts.Count(IsParameter))
            .Select(candidate => candidate.Template)
            .FirstOrDefault();
    }

    /// <summary>A call; null when the address does not have the method.</summary>
    public JsonObject? Find(string method, string template) => _root["paths"]![template]![method.ToLowerInvariant()]?.AsObject();

    /// <summary>The parameters of a call that are in the query or in headers.</summary>
    public IEnumerable<JsonObject> ParametersOf(string method, string template) =>
        new[] { _root["paths"]![template]!, Find(method, template)! }
            .SelectMany(owner => owner["parameters"]?.AsArray() ?? [])
            .Select(parameter => Resolve(parameter!));

    /// <summary>The words that a shape, or a member of it, may be.</summary>
    public IEnumerable<string> Words(string schema, string? member = null)
    {
        var shape = _root["components"]!["schemas"]![schema]!;
        var words = (member is null ? shape : shape["properties"]![member]!)["enum"]!;
        return words.AsArray().Select(word => word!.GetValue<string>());
    }

    /// <summary>What a node is, or what it refers to.</summary>
    public JsonObject Resolve(JsonNode node) => node["$ref"] is { } reference
        ? Resolve(reference.GetValue<string>().TrimStart('#', '/').Split('/').Aggregate((JsonNode)_root, (at, name) => at[name]!))
        : node.AsObject();

    private static string[] PartsOf(string path) => path.Trim('/').Split('/');

    private static bool IsParameter(string part) => part.StartsWith('{');

    private static bool Fits(string[] template, string[] parts) =>
        template.Length == parts.Length && template.Zip(parts)
            .All(pair => IsParameter(pair.First) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
