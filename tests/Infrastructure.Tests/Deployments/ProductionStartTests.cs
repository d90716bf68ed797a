using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Infrastructure.Tests.Bicep;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>The checks with which the app starts, on the settings that the template makes; what only Azure knows is made up.</summary>
public sealed partial class ProductionStartTests
{
    [Fact]
    public async Task The_app_starts_with_what_the_template_sets()
    {
        BicepCli.Require();
        Start((await Deployment.DevAsync()).Settings);
        Start((await Deployment.ProdAsync()).Settings);
        Start((await Deployment.WithSchedulerAsync()).Settings);
    }

    [Theory]
    [InlineData("Storage__Blob__ServiceUri", "Storage:Blob:ServiceUri")]
    [InlineData("Mail__Kind", "Mail:Kind")]
    [InlineData("Mail__From", "Mail:From")]
    [InlineData("Mail__Acs__Endpoint", "Mail:Acs:Endpoint")]
    [InlineData("Mail__DeliveryReports__Key", "Mail:DeliveryReports")]
    [InlineData("Links__Keys__0__Id", "Links:Keys:0:Id")]
    [InlineData("Links__Keys__0__Secret", "Links:Keys:0:Secret")]
    [InlineData("Journal__Keys__0__Id", "Journal:Keys:0:Id")]
    [InlineData("Journal__Keys__0__Secret", "Journal:Keys:0:Secret")]
    [InlineData("Firms__0__Id", "Firms:0:Id")]
    [InlineData("Firms__0__KeySha256", "Firms:0:KeySha256")]
    public async Task Without_one_of_them_it_does_not_and_says_which(string setting, string named)
    {
        BicepCli.Require();
        var settings = (await Deployment.ProdAsync()).Settings.Where(each => each.Key != setting).ToDictionary();

        Assert.Contains(named, Assert.ThrowsAny<Exception>(() => Start(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_to_the_key_vault_that_could_not_be_resolved_stop_it_too()
    {
        BicepCli.Require();
        var settings = (await Deployment.ProdAsync()).Settings;
        var message = Assert.ThrowsAny<Exception>(() => Start(settings, resolves: false)).Message;

        Assert.Contains("Links:Keys:0:Secret", message, StringComparison.Ordinal);
        Assert.Contains("Mail:DeliveryReports:Key", message, StringComparison.Ordinal);
    }

    // As AzureComposition does, which only the Azure build compiles.
    private static void Start(IReadOnlyDictionary<string, string> settings, bool resolves = true)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(
                each => KeyValuePair.Create(each.Key.Replace("__", ":", StringComparison.Ordinal), (string?)Made(each.Value, resolves))))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new Production());
        services.AddBlobStorage();
        services.AddMail();
        services.AddMailSender<NoSender>(MailKinds.Acs);
        services.AddLinks();

        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        _ = new FirmDirectory(configuration.GetSection("Firms").Get<List<Firm>>() ?? []);
    }

    // Each secret has a value of its own.
    private static string KeyOf(string reference) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(reference)));

    // [reference(…).hostName] becomes an address, a reference to the key vault a key.
    private static string Made(string value, bool resolves)
    {
        if (value.Contains("@Microsoft.KeyVault", StringComparison.Ordinal))
            return resolves ? KeyOf(value) : "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/link-key-k1)";
        if (!value.StartsWith('['))
            return value;
        return Format().Match(value) is { Success: true } format
            ? format.Groups["text"].Value.Replace("{0}", "azure.example", StringComparison.Ordinal)
            : "https://azure.example/";
    }

    [GeneratedRegex(@"^\[format\('(?<text>[^']*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Format();

    private sealed class NoSender : IMailSender
    {
        public Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "CoachingWorkflow";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
