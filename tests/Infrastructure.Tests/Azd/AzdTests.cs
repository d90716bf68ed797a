using CoachingWorkflow.Infrastructure.Tests.Bicep;
using CoachingWorkflow.Infrastructure.Tests.Deployments;

namespace CoachingWorkflow.Infrastructure.Tests.Azd;

/// <summary><c>azd up</c> finds what it looks for: the project, the templates, and by its tags the app to publish to.</summary>
public sealed class AzdTests
{
    [Fact]
    public void Project_templates_and_scripts_are_where_azure_yaml_says()
    {
        var azure = Yaml.Read("azure.yaml");
        var service = Yaml.At(azure, "services", "api");
        var infra = Yaml.At(azure, "infra");

        Assert.Equal(("dotnet", "function"), (Yaml.Text(service, "language"), Yaml.Text(service, "host")));
        Assert.Single(Directory.EnumerateFiles(Repository.PathOf(Yaml.Text(service, "project")), "*.csproj"));
        Assert.True(File.Exists(Repository.PathOf($"{Yaml.Text(infra, "path")}/{Yaml.Text(infra, "module")}.bicepparam")));
        Assert.True(File.Exists(Repository.PathOf(Yaml.Text(Yaml.At(azure, "hooks", "postprovision"), "run"))));
    }

    [Fact]
    public async Task What_azd_publishes_has_the_sender_for_Communication_Services()
    {
        // azd up packages first; azd deploy alone runs no hook of packaging, but comes after azd provision.
        Assert.All(
            ["prepackage", "preprovision"],
            hook => Assert.Equal(
                "azd env set AzureCommunicationEmail true", Yaml.Text(Yaml.At(Yaml.Read("azure.yaml"), "hooks", hook), "run")));

        // azd hands its environment to dotnet publish, and MSBuild takes it for properties.
        var ran = await Command.RunAsync(
            "dotnet",
            ["msbuild", Repository.PathOf("src/Functions/Functions.csproj"), "-getItem:Compile", "-getProperty:NuGetLockFilePath"],
            new Dictionary<string, string> { ["AzureCommunicationEmail"] = "true" });

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("AzureCommunicationMailSender.cs", ran.Output, StringComparison.Ordinal);
        // It restores one package more: the committed lock file, which CI holds it against, is not its own.
        Assert.Contains("obj/more-packages/packages.lock.json", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azd_finds_the_app_by_its_tags_and_everything_else_by_the_environments()
    {
        BicepCli.Require();
        var deployment = await Deployment.WithSchedulerAsync();
        var app = Assert.Single(deployment.Of("Microsoft.Web/sites"));

        Assert.Equal(("api", "trial"), (app.Text("tags", "azd-service-name"), app.Text("tags", "azd-env-name")));
        Assert.Single(deployment.Resources, resource =>
            resource.Type == "Microsoft.Web/sites" && resource.At("tags", "azd-service-name") is not null);
        Assert.All(
            deployment.Resources.Where(
                resource => resource.At("location") is not null && resource.Type != "Microsoft.Insights/scheduledQueryRules"),
            resource => Assert.Equal("trial", resource.Text("tags", "azd-env-name")));
    }
}
