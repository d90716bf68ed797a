using System.IO.Compression;
using System.Text.Json;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Releases;

/// <summary>
/// Data folders that released versions made, by the tour of their time, open as they are: running engagements go on, ended ones read as
/// they did.
/// </summary>
public sealed class ReleasedFolderTests
{
    // What the contract says differently since: counts and dates of raters are told so that they tell of no single one.
    private static readonly string[] Changed = ["threeSixty", "waitingFor"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v0.1-month-five", "a session of month 5 is logged")]
    [InlineData("v0.1-three-sixty", "the coach hears a rater")]
    public async Task An_engagement_that_began_under_a_release_is_carried_to_its_renewal(string name, string last)
    {
        using var folder = Open(name);
        await using var app = await AppInProcess.StartAsync(Cancellation, folder.Path);
        var tour = new Tour(app.Api, new TourPlan());

        await tour.GoOnAfterAsync(last, await ReadAsync(folder, "engagement.txt"), Cancellation);

        var engagement = await app.Api.GetAsync($"/api/engagements/{tour.Engagement}", Cancellation);
        Assert.Equal(2, engagement.GetProperty("cycle").GetInt32());
    }

    [Theory]
    [InlineData("v0.1-month-five", "engagement")]
    [InlineData("v0.1-renewed", "engagement")]
    [InlineData("v0.1-renewed", "cancelled")]
    public async Task What_the_firm_read_under_a_release_it_reads_now(string name, string file)
    {
        using var folder = Open(name);
        await using var app = await AppInProcess.StartAsync(Cancellation, folder.Path);

        var now = await app.Api.GetAsync($"/api/engagements/{await ReadAsync(folder, $"{file}.txt")}", Cancellation);

        using var then = JsonDocument.Parse(await ReadAsync(folder, $"{file}.json"));
        var same = then.RootElement.EnumerateObject().Where(member => !Changed.Contains(member.Name, StringComparer.Ordinal)).ToList();
        Assert.True(same.Count > 10);
        Assert.All(same, member => Assert.True(Holds(now.GetProperty(member.Name), member.Value), $"{member.Name}: {member.Value} {now}"));
    }

    // Members may have been added since; none has gone or says something else.
    private static bool Holds(JsonElement now, JsonElement then) => then.ValueKind switch
    {
        JsonValueKind.Object =>
            then.EnumerateObject().All(member => now.TryGetProperty(member.Name, out var value) && Holds(value, member.Value)),
        JsonValueKind.Array => now.GetArrayLength() == then.GetArrayLength()
            && then.EnumerateArray().Zip(now.EnumerateArray()).All(pair => Holds(pair.Second, pair.First)),
        _ => JsonElement.DeepEquals(now, then),
    };

    private static DataFolder Open(string name)
    {
        var folder = new DataFolder();
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Releases", $"{name}.zip"), folder.Path);
        return folder;
    }

    private static Task<string> ReadAsync(DataFolder folder, string file) =>
        File.ReadAllTextAsync(Path.Combine(folder.Path, file), Cancellation);
}
