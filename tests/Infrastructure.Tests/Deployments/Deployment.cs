using System.Text.Json;
using CoachingWorkflow.Infrastructure.Tests.Bicep;

namespace CoachingWorkflow.Infrastructure.Tests.Deployments;

/// <summary>A resource as a deployment would make it. What only Azure knows stands in brackets.</summary>
internal sealed record Resource(string Id, string Type, string Name, JsonElement Body)
{
    public JsonElement? At(params string[] path)
    {
        JsonElement? found = Body;
        foreach (var name in path)
            found = found is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        return found;
    }

    public string Text(params string[] path) => At(path)?.ToString() ?? "";
}

/// <summary>What a deployment with a parameter file would make, as the compiler foretells it without Azure.</summary>
internal sealed class Deployment
{
    /// <summary>What azd would say to <c>main.bicepparam</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> AzdEnvironment = new Dictionary<string, string>
    {
        ["AZURE_ENV_NAME"] = "trial",
        ["AZURE_LOCATION"] = "westeurope",
        ["AZURE_PRINCIPAL_ID"] = "11111111-1111-1111-1111-111111111111",
        ["COACHING_FIRM_ID"] = "demo",
        ["COACHING_FIRM_NAME"] = "Demo Coaching",
        ["COACHING_FIRM_EMAIL"] = "office@coaching.example",
    };

    private static readonly string[] Where =
    [
        "--mode", "overwrite", "--location", "westeurope", "--deployment-name", "coaching",
        "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002",
    ];

    private static readonly (string Name, string Value)[] Connected = [
        ("COACHING_MAIL_DOMAIN_VERIFIED", "true"), ("COACHING_DELIVERY_REPORTS", "true")];

    private static readonly Lazy<Task<Deployment>> Dev = new(() => ForetellAsync("dev.bicepparam"));
    private static readonly Lazy<Task<Deployment>> Prod = new(() => ForetellAsync("prod.bicepparam", Connected));
    private static readonly Lazy<Task<Deployment>> WithScheduler = new(() => ForetellAsync(
        "main.bicepparam",
        [("DurableTaskScheduler", "true"), ("COACHING_OTLP_ENDPOINT", "https://collector.example"), ("COACHING_LINK_KEYS", "k2 k1")]));

    private Deployment(IReadOnlyList<Resource> resources) => Resources = resources;

    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The app settings by name.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Assert.Single(Of("Microsoft.Web/sites/config")).At("properties")!.Value.EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.ToString());

    public static Task<Deployment> DevAsync() => Dev.Value;

    /// <summary>Production, connected in the end: own mail domain, delivery reports.</summary>
    public static Task<Deployment> ProdAsync() => Prod.Value;

    /// <summary>The same with something changed in the templates.</summary>
    /// <param name="changes">Files, a text in each and what it becomes.</param>
    public static Task<Deployment> ProdAsync(params (string File, string Text, string Instead)[] changes) =>
        ForetellAsync("prod.bicepparam", Connected, changes);

    /// <summary>By azd, orchestrations in a Durable Task Scheduler, telemetry to a collector, two keys of links.</summary>
    public static Task<Deployment> WithSchedulerAsync() => WithScheduler.Value;

    public IEnumerable<Resource> Of(string type) => Resources.Where(resource => resource.Type == type);

    private static async Task<Deployment> ForetellAsync(
        string parameters, IEnumerable<(string Name, string Value)>? settings = null,
        IEnumerable<(string File, string Text, string Instead)>? changes = null)
    {
        using var folder = new TemporaryFolder();
        Templates.Copy(folder, changes);
        var environment = AzdEnvironment.Concat((settings ?? []).Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .ToDictionary();

        var ran = await BicepCli.RunAsync(folder, environment, ["snapshot", folder.File(parameters), .. Where]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        using var snapshot = JsonDocument.Parse(await File.ReadAllTextAsync(
            folder.File(Path.ChangeExtension(parameters, ".snapshot.json")), TestContext.Current.CancellationToken));
        return new Deployment(
        [
            .. snapshot.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => new Resource(
                resource.GetProperty("id").GetString()!, resource.GetProperty("type").GetString()!, resource.GetProperty("name")
                    .GetString()!, resource.Clone())),
        ]);
    }
}
