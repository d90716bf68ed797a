using System.Text.Json;
using System.Text.RegularExpressions;
using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>Deployments are logged: what they put out and what their parameters and settings hold must be no secret.</summary>
public sealed partial class SecretTests
{
    [Fact]
    public async Task No_output_holds_a_secret()
    {
        var outputs = await OutputsAsync(Templates.Main);

        Assert.Contains(outputs, output => output.Name == "SERVICE_API_URI");
        Assert.Empty(Leaks(outputs));
    }

    [Fact]
    public async Task An_output_with_a_secret_is_found()
    {
        using var folder = new TemporaryFolder();
        Templates.Copy(
            folder,
            [("modules/application-insights.bicep", "output id string = insights.id",
            "output id string = insights.properties.ConnectionString")]);

        Assert.NotEmpty(Leaks(await OutputsAsync(folder.File("main.bicep"))));
    }

    [Fact]
    public async Task Secret_settings_are_references_to_the_key_vault()
    {
        BicepCli.Require();
        var settings = (await Deployment.WithSchedulerAsync()).Settings;
        var secret = settings.Where(setting => SecretName().IsMatch(setting.Key)).ToList();

        Assert.Equal(
            ["Journal__Keys__0__Secret", "Links__Keys__0__Secret", "Links__Keys__1__Secret", "Mail__DeliveryReports__Key"],
            secret.Select(setting => setting.Key).Order());
        Assert.All(secret, setting => Assert.Contains("@Microsoft.KeyVault(SecretUri=", setting.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(settings.Values, value =>
            value.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.Contains("list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_of_delivery_reports_goes_from_the_vault_to_the_subscription_unseen()
    {
        BicepCli.Require();
        var subscription = Assert.Single((await Deployment.ProdAsync()).Of("Microsoft.EventGrid/systemTopics/eventSubscriptions"));
        var header = subscription.At("properties", "destination", "properties", "deliveryAttributeMappings")!.Value[0];

        Assert.Equal("X-Delivery-Reports-Key", header.GetProperty("name").GetString());
        Assert.True(header.GetProperty("properties").GetProperty("isSecret").GetBoolean());
        Assert.StartsWith("[", header.GetProperty("properties").GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "Microsoft.Communication.EmailDeliveryReportReceived", subscription.Text("properties", "filter", "includedEventTypes"),
            StringComparison.Ordinal);
    }

    private static IEnumerable<Output> Leaks(IEnumerable<Output> outputs) =>
        outputs.Where(output => output.Type.StartsWith("secure", StringComparison.Ordinal) || Secret().IsMatch(output.Value));

    private static async Task<IReadOnlyList<Output>> OutputsAsync(string template)
    {
        var ran = await BicepCli.RunAsync("build", "--stdout", template);
        Assert.Equal(0, ran.ExitCode);
        using var compiled = JsonDocument.Parse(ran.Output);
        return [.. Outputs(compiled.RootElement)];
    }

    // Modules are templates within the template, at any depth.
    private static IEnumerable<Output> Outputs(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(member => member.Name == "outputs" && member.Value.ValueKind == JsonValueKind.Object
            ? member.Value.EnumerateObject().Select(output => new Output(
                output.Name, output.Value.TryGetProperty("type", out var type)
                    ? type.ToString() : "", output.Value.TryGetProperty("value", out var value) ? value.ToString() : ""))
            : Outputs(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Outputs),
        _ => [],
    };

    [GeneratedRegex(
        @"\blist[A-Z]\w*\(|ConnectionString|InstrumentationKey|getSecret|primaryKey|secondaryKey",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    [GeneratedRegex("(Secret|Key|Password)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    private sealed record Output(string Name, string Type, string Value);
}
