using System.Text.Json;

namespace CoachingWorkflow.Infrastructure.Tests.Bicep;

/// <summary>The templates compile without a warning and are formatted as the compiler does it.</summary>
public sealed class CompilerTests
{
    public static TheoryData<string> ParameterFiles => [.. Templates.Parameters];

    [Theory]
    [InlineData("build", "--stdout")]
    [InlineData("lint", "--no-restore")]
    public async Task The_templates_compile_and_the_linter_has_nothing_to_say(string command, string option)
    {
        var ran = await BicepCli.RunAsync(command, option, Templates.Main);

        Assert.Equal(("", 0), (ran.Errors, ran.ExitCode));
        if (command == "lint")
            Assert.Equal("", ran.Output);
    }

    [Fact]
    public async Task Formatting_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        Templates.Copy(folder);
        foreach (var pattern in (string[])["**/*.bicep", "**/*.bicepparam"])
        {
            var ran = await BicepCli.RunAsync("format", "--pattern", folder.File(pattern));
            Assert.Equal(0, ran.ExitCode);
        }

        Assert.NotEmpty(Templates.All);
        Assert.All(Templates.All, file =>
            Assert.Equal(File.ReadAllText(Path.Combine(Templates.Folder, file)), File.ReadAllText(folder.File(file))));
    }

    [Fact]
    public async Task What_is_not_formatted_is_found()
    {
        using var folder = new TemporaryFolder();
        Templates.Copy(folder, [("modules/storage.bicep", "publicAccess: 'None'", "publicAccess:   'None'")]);
        await BicepCli.RunAsync("format", "--pattern", folder.File("**/*.bicep"));

        const string file = "modules/storage.bicep";
        Assert.Equal(File.ReadAllText(Path.Combine(Templates.Folder, file)), File.ReadAllText(folder.File(file)));
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public async Task Each_parameter_file_fits_the_templates(string file)
    {
        using var home = new TemporaryFolder();
        var ran = await BicepCli.RunAsync(
            home, Deployments.Deployment.AzdEnvironment, "build-params", "--stdout", Path.Combine(Templates.Folder, file));

        Assert.Equal(("", 0), (ran.Errors, ran.ExitCode));
    }

    [Theory]
    [InlineData("param location string\nparam unused string\noutput place string = location\n", "no-unused-params")]
    [InlineData(
        "resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {\n  name: 'abc'\n}\noutput keys object = "
        + "account.listKeys()\n", "outputs-should-not-contain-secrets")]
    public async Task What_the_linter_finds_is_an_error(string template, string rule)
    {
        using var folder = new TemporaryFolder();
        Templates.Copy(folder);
        await File.WriteAllTextAsync(folder.File("wrong.bicep"), template, TestContext.Current.CancellationToken);

        var ran = await BicepCli.RunAsync(folder, new Dictionary<string, string>(), "build", "--stdout", folder.File("wrong.bicep"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"Error {rule}", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rule_of_the_linter_is_off_but_those_that_change_with_the_calendar()
    {
        using var config = JsonDocument.Parse(Repository.Read("infra/bicep/bicepconfig.json"));
        var rules = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject()
            .ToDictionary(rule => rule.Name, rule => rule.Value.GetProperty("level").GetString());

        Assert.Equal(
            ["use-recent-api-versions", "use-recent-module-versions"],
            rules.Where(rule => rule.Value != "error").Select(rule => rule.Key).Order());
        Assert.All(rules.Values, level => Assert.True(level is "error" or "off", level));
    }
}
