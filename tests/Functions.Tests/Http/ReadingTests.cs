using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class ReadingTests
{
    [Fact]
    public async Task The_list_is_newest_first_and_only_the_firms_own()
    {
        await using var app = await TestApp.StartAsync();
        var first = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("PT1M");
        var second = await TestEngagement.AtStepAsync(app, 2);

        var list = (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK);

        Assert.Equal([second.Id, first.Id], IdsOf(list));
        Assert.Equal("Interview with leader", list.Value("items.0.step.name"));
        Assert.Equal("Lea Leader Canary", list.Value("items.0.leader"));
        Assert.Null(list.Value("next"));
        Assert.Empty(IdsOf((await app.As(TestFirm.South).GetAsync("/api/engagements")).Is(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task The_list_filters_by_status_and_step()
    {
        await using var app = await TestApp.StartAsync();
        var active = await TestEngagement.AtStepAsync(app, 2);
        var cancelled = await TestEngagement.StartAsync(app);
        (await cancelled.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);

        Assert.Equal([cancelled.Id], IdsOf(await app.Firm.GetAsync("/api/engagements?status=cancelled")));
        Assert.Equal([active.Id], IdsOf(await app.Firm.GetAsync("/api/engagements?status=active&step=2")));
        Assert.Empty(IdsOf(await app.Firm.GetAsync("/api/engagements?status=completed")));
        Assert.Empty(IdsOf(await app.Firm.GetAsync("/api/engagements?step=8")));
    }

    [Fact]
    public async Task The_list_comes_in_pages_that_miss_and_repeat_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var started = new HashSet<string>();
        for (var count = 0; count < 7; count++)
            started.Add((await TestEngagement.StartAsync(app)).Id);

        var seen = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = (await app.Firm.GetAsync($"/api/engagements?limit=3{cursor}")).Is(HttpStatusCode.OK);
            Assert.InRange(IdsOf(page).Count, 1, 3);
            seen.AddRange(IdsOf(page));
            cursor = page.Value("next") is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }

        Assert.Equal(7, seen.Count);
        Assert.True(started.SetEquals(seen));
    }

    [Theory]
    [InlineData("status=gone", "status")]
    [InlineData("status=Active", "status")]
    [InlineData("step=0", "step")]
    [InlineData("step=9", "step")]
    [InlineData("step=two", "step")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=%F0%9F%98%80", "cursor")]
    public async Task A_wrong_parameter_of_the_list_is_422(string query, string parameter)
    {
        await using var app = await TestApp.StartAsync();

        (await app.Firm.GetAsync("/api/engagements?" + query)).Names(parameter);
    }

    [Fact]
    public async Task The_timeline_holds_the_facts_oldest_first_in_pages_and_no_text()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
        await app.RestAsync();

        var whole = await engagement.TimelineAsync();
        var paged = new List<JsonNode>();
        string? next = "0";
        while (next is not null)
        {
            var page = (await app.Firm.GetAsync($"{engagement.Path}/timeline?limit=7&cursor={next}")).Is(HttpStatusCode.OK);
            paged.AddRange(page.At("items")!.AsArray().Select(item => item!));
            next = page.Value("next");
        }

        Assert.Equal(whole.Select(item => item.ToJsonString()), paged.Select(item => item.ToJsonString()));
        Assert.Equal(Enumerable.Range(1, whole.Count), whole.Select(item => item["number"]!.GetValue<int>()));
        Assert.Equal(whole.Select(AtOf).Order(), whole.Select(AtOf));
        Assert.Equal("engagementStarted", whole[0]["kind"]!.ToString());
        Assert.Contains("sessionLogged", whole.Select(item => item["kind"]!.ToString()));
        Assert.DoesNotContain(
            Bodies.Canary, string.Join('\n', whole.Select(item => item.ToJsonString())), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("cursor=-1", "cursor")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    public async Task A_wrong_parameter_of_the_timeline_is_422(string query, string parameter)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await app.Firm.GetAsync($"{engagement.Path}/timeline?{query}")).Names(parameter);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("one")]
    public async Task A_cycle_that_is_not_there_is_422(string cycle)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await app.Firm.GetAsync($"{engagement.Path}?cycle={cycle}")).Names("cycle");
    }

    [Fact]
    public async Task Reading_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.AdvanceToAsync(await engagement.DayAsync("reviews.midProgram.dueOn"));

        await engagement.ChangesNothingAsync(async () =>
        {
            var one = await engagement.GetAsync();
            await engagement.TimelineAsync();
            (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK);
            Assert.Equal(one.Text, (await engagement.GetAsync()).Text);
        });
    }

    private static IReadOnlyList<string> IdsOf(ApiAnswer list) => [.. list.At("items")!.AsArray().Select(item => item!["id"]!.ToString())];

    private static DateTimeOffset AtOf(JsonNode item) => DateTimeOffset.Parse(item["at"]!.ToString(), CultureInfo.InvariantCulture);
}
