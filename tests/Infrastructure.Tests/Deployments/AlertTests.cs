using System.Text.Json;
using System.Text.RegularExpressions;
using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>Alerts read what the app really writes, and the queries that clean telemetry use what Azure has for that.</summary>
public sealed partial class AlertTests
{
    // What the documentation of transformations lists, of the functions that a query of ours might want.
    private static readonly string[] InTransformations =
        ["contains", "extract", "iif", "indexof", "parse_json", "strcat", "strlen", "substring", "tolower", "tostring"];

    private static readonly Lazy<string> Sources = new(() => string.Concat(
        Directory.EnumerateFiles(Repository.PathOf("src/Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(File.ReadAllText)));

    public static TheoryData<string> Queries =>
        [.. Directory.EnumerateFiles(Repository.PathOf("infra/bicep/queries"), "*.kql").Select(path => Path.GetFileName(path))
            .Where(name => !name.Contains("without-link-tokens", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Queries))]
    public void The_app_writes_what_a_query_looks_for(string query)
    {
        var phrases = Phrases(Repository.Read($"infra/bicep/queries/{query}")).ToList();

        Assert.All(phrases, phrase => Assert.True(IsWritten(phrase), $"{query} looks for '{phrase}'"));
        Assert.True(phrases.Count > 0 || query is "critical.kql", query);
    }

    [Fact]
    public void A_phrase_that_nothing_writes_is_found() =>
        Assert.Contains(Phrases("AppTraces | where Message has \"Engagement is wedged\""), phrase => !IsWritten(phrase));

    [Fact]
    public void The_app_has_critical_log_lines() => Assert.Contains("LogLevel.Critical", Sources.Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("requests-without-link-tokens.kql")]
    [InlineData("traces-without-link-tokens.kql")]
    public void Queries_that_clean_look_for_the_route_of_links_and_use_only_what_transformations_have(string query)
    {
        var text = Repository.Read($"infra/bicep/queries/{query}");

        Assert.Contains("Route = \"api/links/{token}\"", Sources.Value, StringComparison.Ordinal);
        Assert.Contains("contains \"/links/\"", text, StringComparison.Ordinal);
        Assert.Empty(Called().Matches(text).Select(match => match.Groups["name"].Value).Except(InTransformations));
    }

    // The host passes a request on to the app's process at its whole address, and would report that call as a dependency.
    [Fact]
    public void The_host_does_not_report_its_own_calls_with_the_tokens_of_links_in_them()
    {
        var host = JsonElement.Parse(Repository.Read("host.json"));

        Assert.False(host.GetProperty("logging").GetProperty("applicationInsights").GetProperty("enableDependencyTracking").GetBoolean());
    }

    [Fact]
    public async Task Every_alert_goes_to_the_operators_and_looks_at_the_cleaned_workspace()
    {
        BicepCli.Require();
        var deployment = await Deployment.ProdAsync();
        var workspace = deployment.Of("Microsoft.OperationalInsights/workspaces").Last();
        var group = Assert.Single(deployment.Of("Microsoft.Insights/actionGroups"));
        var alerts = deployment.Of("Microsoft.Insights/scheduledQueryRules").ToList();

        Assert.Equal(
            ["critical", "mail-failing", "no-sweep", "server-errors", "stuck-engagement"],
            alerts.Select(alert => alert.Name.Replace("alert-coaching-prod-", "", StringComparison.Ordinal)).Order());
        Assert.All(
            alerts, alert => Assert.Contains(group.Id, alert.Text("properties", "actions", "actionGroups"), StringComparison.Ordinal));
        Assert.All(alerts, alert => Assert.Contains(workspace.Id, alert.Text("properties", "scopes"), StringComparison.Ordinal));
        Assert.Equal(
            Assert.Single(deployment.Of("Microsoft.Insights/dataCollectionRules")).Id,
            workspace.Text("properties", "defaultDataCollectionRuleResourceId"));
    }

    // Short ones are status codes and the like.
    private static IEnumerable<string> Phrases(string query) =>
        Quoted().Matches(Comment().Replace(query, "")).Select(match => match.Groups["text"].Value)
            .Where(text => text.Trim(' ', ':').Length > 4);

    private static bool IsWritten(string phrase) => Sources.Value.Contains(phrase, StringComparison.Ordinal);

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("^//.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?<name>[a-z_]+)\(", RegexOptions.NonBacktracking)]
    private static partial Regex Called();
}
