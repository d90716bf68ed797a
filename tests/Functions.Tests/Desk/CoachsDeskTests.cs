using System.Net;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Desk;

/// <summary>
/// The coach's desk: all engagements of the firm that are the coach's now, and none that is not, whatever the index says.
/// </summary>
public sealed class CoachsDeskTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private const string Other = "another.canary@example.org";

    private static readonly string Coach = Bodies.Email("Cora Coach");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Storages => ["sqlite", "blob"];

    [Fact]
    public async Task It_shows_what_is_to_be_done_for_all_leaders_and_leads_there()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var early = await StartAsync(app, "Ada Early");
        var late = await StartAsync(app, "Lou Late");
        await late.ReachAsync(6);
        var strangers = await StartAsync(app, "Una Elsewhere", Other);
        var cancelled = await StartAsync(app, "Gil Gone");
        (await cancelled.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        var link = await browser.EnterWorkspaceAsync(early);

        var desk = (await browser.OpenAsync($"{link}?part=desk")).Is(HttpStatusCode.OK);

        desk.Says("Ada Early Canary: program outcomes with their benchmarks").Says("Lou Late Canary").Says("month 1 of 6");
        Assert.DoesNotContain("Una Elsewhere", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Gil Gone", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Bodies.Secret, desk.Html, StringComparison.OrdinalIgnoreCase);
        var here = new Uri(link);
        var ways = desk.Document.QuerySelectorAll("main a").Select(way => new Uri(here, way.GetAttribute("href")).PathAndQuery).ToList();
        Assert.True(ways.Count >= 4);
        foreach (var way in ways)
            (await browser.OpenAsync(way)).Is(HttpStatusCode.OK).Says("This page is for");
        (await browser.OpenAsync(ways.First(way => way.Contains("part=context", StringComparison.Ordinal)))).Says("Ada Early Canary");
        Assert.NotNull(strangers);
    }

    [Fact]
    public async Task Who_has_handed_an_engagement_over_has_it_on_the_desk_no_more_and_who_took_it_has()
    {
        await using var app = await TestApp.StartAsync();
        using var former = new Browser(app);
        using var present = new Browser(app);
        var kept = await StartAsync(app, "Ada Kept");
        var moved = await StartAsync(app, "Lou Moved");
        var link = await former.EnterWorkspaceAsync(kept);
        (await former.OpenAsync($"{link}?part=desk")).Is(HttpStatusCode.OK).Says("Lou Moved");
        var coach = (await moved.PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{moved.Path}/people/{coach}", Bodies.Of(new { email = Other }))).Is(HttpStatusCode.OK);

        var before = (await former.OpenAsync($"{link}?part=desk")).Is(HttpStatusCode.OK).Says("Ada Kept");
        Assert.DoesNotContain("Lou Moved", before.Html, StringComparison.Ordinal);
        var taken = await moved.LinkAsync("workspace", Other);
        await present.EnterMailedCodeAsync(moved, taken, Other);
        var after = (await present.OpenAsync($"{taken}?part=desk")).Is(HttpStatusCode.OK).Says("Lou Moved");
        Assert.DoesNotContain("Ada Kept", after.Html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Storages))]
    public async Task Rows_of_the_index_that_are_lost_doubled_or_stale_show_nothing_wrong_and_are_repaired(string storage)
    {
        AzuriteServer.Require();
        await using var app = storage == "sqlite" ? await TestApp.StartAsync() : await TestApp.StartAsync(settings:
        [
            "--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}",
            $"--Storage:Blob:Container={AzuriteServer.NewContainerName()}",
        ]);
        using var browser = new Browser(app);
        var own = await StartAsync(app, "Ada Own");
        var lost = await StartAsync(app, "Lou Lost");
        var strange = await StartAsync(app, "Una Strange", Other);
        var link = await browser.EnterWorkspaceAsync(own);
        var store = app.Services.GetRequiredService<IRecordStore>();
        var rows = await store.ListAsync("addresses/", Cancellation).ToListAsync(Cancellation);
        var row = rows.First(key => key.EndsWith(lost.Id, StringComparison.Ordinal)
            && rows.Contains(key.Replace(lost.Id, own.Id, StringComparison.Ordinal))
            && !rows.Contains(key.Replace(lost.Id, strange.Id, StringComparison.Ordinal)));

        // The coach's row of one engagement is lost, and another one says that a stranger's is the coach's.
        await store.DeleteAsync(row, Cancellation);
        await store.WriteAsync(
            row.Replace(lost.Id, strange.Id, StringComparison.Ordinal), Array.Empty<byte>(), version: null, Cancellation);
        foreach (var note in await store.ListAsync("indexed/", Cancellation).ToListAsync(Cancellation))
            await store.DeleteAsync(note, Cancellation);

        var wrong = (await browser.OpenAsync($"{link}?part=desk")).Is(HttpStatusCode.OK).Says("Ada Own");
        Assert.DoesNotContain("Lou Lost", wrong.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Una Strange", wrong.Html, StringComparison.Ordinal);
        await app.AdvanceAsync("PT1H");
        var right = (await browser.OpenAsync($"{link}?part=desk")).Is(HttpStatusCode.OK).Says("Ada Own").Says("Lou Lost");
        Assert.DoesNotContain("Una Strange", right.Html, StringComparison.Ordinal);
        Assert.Equal(rows.Count + 1, (await store.ListAsync("addresses/", Cancellation).ToListAsync(Cancellation)).Count);
    }

    private static async Task<TestEngagement> StartAsync(TestApp app, string leader, string? coach = null) =>
        await TestEngagement.StartAsync(app, Bodies.Start().Changed(body =>
        {
            body["leader"]!["name"] = $"{leader} Canary";
            body["leader"]!["email"] = Bodies.Email(leader);
            body["coach"]!["email"] = coach ?? Coach;
        }));
}
