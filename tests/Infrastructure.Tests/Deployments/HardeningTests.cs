using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>No key opens anything, nothing is public, nothing speaks an old TLS; and the containers that the app needs are there.</summary>
public sealed class HardeningTests
{
    private static readonly (string File, string Text, string Instead, string Rule)[] Softer =
    [
        ("modules/storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "allowSharedKeyAccess"),
        ("modules/storage.bicep", "allowBlobPublicAccess: false", "", "allowBlobPublicAccess"),
        ("modules/storage.bicep", "publicAccess: 'None'", "publicAccess: 'Blob'", "publicAccess"),
        ("modules/storage.bicep", "TLS1_2", "TLS1_0", "minimumTlsVersion"),
        ("modules/function-app.bicep", "httpsOnly: true", "httpsOnly: false", "httpsOnly"),
        ("modules/function-app.bicep", "minTlsVersion: '1.2'", "minTlsVersion: '1.1'", "minTlsVersion"),
        ("modules/application-insights.bicep", "DisableLocalAuth: true", "DisableLocalAuth: false", "DisableLocalAuth"),
    ];

    [Fact]
    public async Task Every_resource_of_every_environment_is_hardened()
    {
        BicepCli.Require();
        foreach (var deployment in (
            Deployment[])[await Deployment.DevAsync(), await Deployment.ProdAsync(), await Deployment.WithSchedulerAsync()])
            Assert.Empty(Hardening.Mistakes(deployment));
    }

    [Fact]
    public async Task Production_has_each_kind_of_resource_that_a_rule_is_about()
    {
        BicepCli.Require();
        var types = (await Deployment.ProdAsync()).Resources.Select(resource => resource.Type).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Hardening.RuledTypes.Except(types));
    }

    [Fact]
    public async Task Whatever_is_softer_in_a_template_is_found()
    {
        BicepCli.Require();
        var deployment = await Deployment.ProdAsync([.. Softer.Select(softer => (softer.File, softer.Text, softer.Instead))]);
        var mistakes = Hardening.Mistakes(deployment).Distinct().ToList();

        Assert.All(Softer, softer =>
            Assert.Contains(mistakes, mistake => mistake.Contains(softer.Rule, StringComparison.Ordinal)));
        Assert.Equal(Softer.Length, mistakes.Count);
    }

    [Fact]
    public async Task The_containers_of_engagements_and_of_the_package_exist_and_are_those_that_the_app_is_told()
    {
        BicepCli.Require();
        var deployment = await Deployment.ProdAsync();
        var containers = deployment.Of("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Select(container => container.Name.Split('/')[^1]).ToList();
        var package = Assert.Single(deployment.Of("Microsoft.Web/sites"))
            .Text("properties", "functionAppConfig", "deployment", "storage", "value");

        Assert.Equal(["engagements", "deployments"], containers);
        Assert.Equal("engagements", deployment.Settings["Storage__Blob__Container"]);
        Assert.Contains("deployments", package, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_deleted_can_be_brought_back_for_a_while_and_not_for_ever()
    {
        BicepCli.Require();
        var deployment = await Deployment.ProdAsync();
        var days = Assert.Single(deployment.Of("Microsoft.Storage/storageAccounts/blobServices"))
            .Text("properties", "deleteRetentionPolicy", "days");
        var rule = Assert.Single(deployment.Of("Microsoft.Storage/storageAccounts/managementPolicies"))
            .At("properties", "policy", "rules")!.Value[0];

        Assert.Equal("30", days);
        Assert.Equal(
            "30",
            rule.GetProperty("definition").GetProperty("actions").GetProperty("version").GetProperty("delete")
                .GetProperty("daysAfterCreationGreaterThan").ToString());
    }
}
