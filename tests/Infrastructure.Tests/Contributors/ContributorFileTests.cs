using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace CoachingWorkflow.Infrastructure.Tests.Contributors;

/// <summary>What GitHub and editors read is well-formed and names what is there.</summary>
public sealed class ContributorFileTests
{
    [Fact]
    public void Updates_are_offered_for_everything_but_what_replays_histories()
    {
        var updates = Assert.IsType<YamlSequenceNode>(Yaml.Find(Yaml.Read(".github/dependabot.yml"), "updates")).Cast<YamlMappingNode>()
            .ToList();
        var nuget = Assert.Single(updates, update => Yaml.Text(update, "package-ecosystem") == "nuget");

        Assert.Equal(
            ["devcontainers", "github-actions", "npm", "nuget"], updates.Select(update => Yaml.Text(update, "package-ecosystem")).Order());
        Assert.All(updates, update => Assert.True(Directory.Exists(Repository.PathOf(Yaml.Text(update, "directory").TrimStart('/')))));
        Assert.Equal(
            ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask*"], Yaml.All(Yaml.Find(nuget, "ignore")!, "dependency-name"));
        Assert.True(Directory.Exists(Repository.PathOf("tests/EndToEnd/Histories")));
    }

    [Fact]
    public void The_development_container_has_dotnet_10_the_core_tools_and_Azurite()
    {
        using var container = JsonDocument.Parse(Repository.Read(".devcontainer/devcontainer.json"));
        var script = Repository.Read(container.RootElement.GetProperty("onCreateCommand").GetString()!);

        Assert.Contains("dotnet:1-10.0", container.RootElement.GetProperty("image").GetString(), StringComparison.Ordinal);
        Assert.Contains("azure-functions-core-tools@4", script, StringComparison.Ordinal);
        Assert.Contains("azurite", Repository.Read("tests/Node/package.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bug.yml")]
    [InlineData("idea.yml")]
    public void An_issue_form_has_fields_with_ids_of_their_own(string form)
    {
        var body = Assert.IsType<YamlSequenceNode>(Yaml.Find(Yaml.Read($".github/ISSUE_TEMPLATE/{form}"), "body")).Cast<YamlMappingNode>()
            .ToList();
        var fields = body.Where(field => Yaml.Text(field, "type") != "markdown").ToList();

        Assert.All(
            body, field => Assert.Contains(Yaml.Text(field, "type"), new[] { "markdown", "textarea", "input", "dropdown", "checkboxes" }));
        Assert.Equal(fields.Count, fields.Select(field => Yaml.Text(field, "id")).Distinct().Count());
        Assert.All(fields, field => Assert.NotEmpty(Yaml.Text(Yaml.At(field, "attributes"), "label")));
    }
}
