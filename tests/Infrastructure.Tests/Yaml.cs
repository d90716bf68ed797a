using YamlDotNet.RepresentationModel;

namespace CoachingWorkflow.Infrastructure.Tests;

/// <summary>Reads YAML files of the checkout.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(file));
        stream.Load(reader);
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    public static YamlMappingNode At(YamlMappingNode node, params string[] path) =>
        path.Aggregate(node, (parent, name) => Assert.IsType<YamlMappingNode>(Find(parent, name)));

    public static string Text(YamlMappingNode node, string name) => Assert.IsType<YamlScalarNode>(Find(node, name)).Value!;

    public static YamlNode? Find(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

    /// <summary>All scalars under a key of this name, wherever it is.</summary>
    public static IEnumerable<string> All(YamlNode node, string name) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(child =>
            child is { Key: YamlScalarNode { Value: { } key }, Value: YamlScalarNode { Value: { } value } } && key == name
                ? [value] : All(child.Value, name)),
        YamlSequenceNode sequence => sequence.Children.SelectMany(child => All(child, name)),
        _ => [],
    };
}
