using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Starts;

/// <summary>A mistake in the configuration ends the process at its start, and is named without showing a secret.</summary>
public sealed class ConfigurationTests
{
    private const string Secret = "hunter2-hunter2";
    private const string SomeHash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string SomeKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("Mail:Kind", "--Mail:Kind=pigeon")]
    [InlineData("Mail:Smtp:Host", "--Mail:Kind=smtp", "--Mail:From=coaching@example.com", "--Mail:Smtp:Password=" + Secret)]
    [InlineData(
        "Mail:Smtp:Security", "--Mail:Kind=smtp", "--Mail:From=coaching@example.com", "--Mail:Smtp:Host=mail.example.com",
        "--Mail:Smtp:User=coaching", "--Mail:Smtp:Password=" + Secret, "--Mail:Smtp:Security=none")]
    [InlineData("Storage:Kind", "--Storage:Kind=tape")]
    [InlineData("Firms:0:KeySha256", "--Firms:0:KeySha256=" + Secret)]
    [InlineData("Firms:0:Email", "--Firms:0:Email=nobody")]
    [InlineData("Firms:0:TimeZone", "--Firms:0:TimeZone=Middle/Earth")]
    [InlineData("Firms:1:Name", "--Firms:1:Id=second", "--Firms:1:Email=a@b.example", "--Firms:1:KeySha256=" + Secret)]
    [InlineData(
        "Firms:1:KeySha256", "--Firms:0:KeySha256=" + SomeHash, "--Firms:1:Id=second", "--Firms:1:Name=Second",
        "--Firms:1:Email=a@b.example",
        "--Firms:1:KeySha256=" + SomeHash)]
    [InlineData("Firms:0:StartsPerHour", "--Firms:0:StartsPerHour=0")]
    [InlineData("Links:BaseUrl", "--Links:BaseUrl=coaching.example.com")]
    [InlineData("Links:Keys:0:Secret", "--Links:Keys:0:Id=k1", "--Links:Keys:0:Secret=" + Secret)]
    [InlineData("Journal:Keys:0:Secret", "--Journal:Keys:0:Id=j1", "--Journal:Keys:0:Secret=" + Secret)]
    [InlineData(
        "Journal:Keys:0:Secret", "--Journal:Keys:0:Id=j1", "--Journal:Keys:0:Secret=" + SomeKey, "--Links:Keys:0:Id=k1",
        "--Links:Keys:0:Secret=" + SomeKey)]
    [InlineData("Journal:Adopt", "--Journal:Adopt=today")]
    [InlineData("Dev:Clock:Start", "--Dev:Clock:Start=yesterday")]
    public async Task A_wrong_setting_is_named(string setting, params string[] wrong)
    {
        using var folder = new DataFolder();
        await AssertNamedAsync(setting, [.. TourSettings.Arguments(TourSettings.FreeAddress(), folder.Path), .. wrong]);
    }

    [Theory]
    [InlineData("Firms:0")]
    [InlineData(
        "Journal:Keys", "--Firms:0:Id=firm", "--Firms:0:Name=Firm", "--Firms:0:Email=office@firm.example", "--Firms:0:KeySha256=hash",
        "--Links:Keys:0:Id=k1", "--Links:Keys:0:Secret=" + SomeKey)]
    [InlineData(
        "Links:Keys", "--Firms:0:Id=firm", "--Firms:0:Name=Firm", "--Firms:0:Email=office@firm.example", "--Firms:0:KeySha256=hash")]
    public async Task Production_needs_firms_and_keys_of_links_and_journals(string setting, params string[] given)
    {
        using var folder = new DataFolder();
        await AssertNamedAsync(setting,
        [
            "--environment=Production", $"--Urls={TourSettings.FreeAddress()}", $"--Data:Path={folder.Path}",
            "--Links:BaseUrl=https://coaching.example.com", "--Mail:Kind=smtp", "--Mail:From=coaching@example.com",
            "--Mail:Smtp:Host=mail.example.com",
            $"--Mail:Smtp:Password={Secret}", .. given.Select(argument => argument.Replace("=hash", "=" + Hash, StringComparison.Ordinal)),
        ]);
    }

    private static async Task AssertNamedAsync(string setting, string[] arguments)
    {
        var (exitCode, output) = await AppProcess.RunToEndAsync(arguments, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(setting, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
    }
}
