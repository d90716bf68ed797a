using System.Text.RegularExpressions;
using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>The template sets what somebody reads, and everything that the app needs to start in Production.</summary>
public sealed partial class SettingsTests
{
    // Read by the Functions host, its Durable extension and Azure's identity library, not by our code.
    private static readonly string[] Platform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "AzureFunctionsJobHost__extensions__durableTask__hubName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
    ];

    [Fact]
    public async Task Each_setting_is_one_that_the_README_or_the_platform_knows()
    {
        BicepCli.Require();
        var known = Documented().Concat(Platform).ToList();
        foreach (var deployment in (
            Deployment[])[await Deployment.DevAsync(), await Deployment.ProdAsync(), await Deployment.WithSchedulerAsync()])
            Assert.All(deployment.Settings.Keys, name => Assert.True(IsKnown(name, known), name));
    }

    [Theory]
    [InlineData("Mail__Form", false)]
    [InlineData("Mail__From", true)]
    [InlineData("Firms__12__KeySha256", true)]
    [InlineData("Firms__x__KeySha256", false)]
    [InlineData("Links__Keys__0__Secret", true)]
    [InlineData("Links__Keys__Secret", false)]
    public void A_misspelt_setting_is_found(string name, bool isKnown) => Assert.Equal(isKnown, IsKnown(name, [.. Documented()]));

    [Fact]
    public async Task With_a_scheduler_orchestrations_go_there_as_the_apps_identity()
    {
        BicepCli.Require();
        var settings = (await Deployment.WithSchedulerAsync()).Settings;

        Assert.Equal("azureManaged", settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"]);
        Assert.Contains(
            "Authentication=ManagedIdentity",
            settings[settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName"]],
            StringComparison.Ordinal);
        Assert.DoesNotContain("DURABLE_TASK_SCHEDULER_CONNECTION_STRING", (await Deployment.ProdAsync()).Settings.Keys);
    }

    [Fact]
    public async Task Quotas_are_those_of_the_domain_that_mail_comes_from()
    {
        BicepCli.Require();
        var (azures, own) = ((await Deployment.DevAsync()).Settings, (await Deployment.ProdAsync()).Settings);

        Assert.Equal(("5", "10"), (azures["Mail__Quota__PerMinute"], azures["Mail__Quota__PerHour"]));
        Assert.Contains("DoNotReply@", azures["Mail__From"], StringComparison.Ordinal);
        Assert.Equal(("30", "100"), (own["Mail__Quota__PerMinute"], own["Mail__Quota__PerHour"]));
        Assert.Equal("coaching@mail.coaching.example", own["Mail__From"]);
    }

    // In the README's table a cell names one setting, and further ones by their last part: `Links:Keys:{n}:Id`, `:Secret`.
    private static IEnumerable<string> Documented()
    {
        var previous = "";
        foreach (var row in Repository.Read("README.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            foreach (var name in Quoted().Matches(row.Split(" | ")[0]).Select(match => match.Groups["name"].Value))
            {
                previous = name[0] == ':' ? previous[..previous.LastIndexOf(':')] + name : name;
                yield return previous.Replace(":", "__", StringComparison.Ordinal);
            }
        }
    }

    private static bool IsKnown(string name, IReadOnlyList<string> known) => known.Any(pattern =>
        Regex.IsMatch(
            name, $"^{Regex.Escape(pattern).Replace(@"\{n}", "[0-9]+", StringComparison.Ordinal)}$", RegexOptions.None,
            TimeSpan.FromSeconds(1)));

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
