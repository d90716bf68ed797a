using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Concurrency;

/// <summary>What was acknowledged is in the journal exactly once, whoever else was there. Reading a journal verifies its chain.</summary>
public sealed class ConcurrentCommandsTests
{
    private const int Many = 200;

    [Fact]
    public async Task Two_hundred_sessions_logged_at_once_on_one_engagement()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        var answers = await AtOnceAsync(Many, number => engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: number + 1)));

        var acknowledged = answers.Select(answer => answer.Is(HttpStatusCode.Created).Value("id")!).ToList();
        var logged = (await JournalAsync(app, engagement.Id)).Select(entry => entry.Fact).OfType<SessionLogged>()
            .Select(fact => fact.Session).ToList();
        Assert.Equal(acknowledged.Order(), logged.Select(session => session.Id).Order());
        Assert.Equal(Enumerable.Range(1, Many), logged.Select(session => session.Minutes).Order());
        Assert.Equal(
            Many.ToString(System.Globalization.CultureInfo.InvariantCulture), (await engagement.GetAsync()).Value("sessions.count"));
    }

    [Fact]
    public async Task Two_hundred_engagements_started_and_led_on_at_once()
    {
        await using var app = await TestApp.StartAsync();

        var ids = (await AtOnceAsync(Many, _ => app.Firm.PostAsync("/api/engagements", Bodies.Start())))
            .Select(answer => answer.Is(HttpStatusCode.Created).Value("id")!).ToList();
        var defined = await AtOnceAsync(
            Many, number => app.Firm.PutAsync($"/api/engagements/{ids[number]}/context", Bodies.Context(app.Today)));
        await app.RestAsync();

        Assert.All(defined, answer => answer.Is(HttpStatusCode.OK));
        Assert.Equal(Many, ids.Distinct().Count());
        foreach (var id in ids)
        {
            var facts = (await JournalAsync(app, id)).Select(entry => entry.Fact).ToList();
            Assert.Single(facts.OfType<EngagementStarted>());
            Assert.Single(facts.OfType<ContextDefined>());
            Assert.Equal(4, facts.OfType<MailSent>().Count());
        }

        Assert.Equal(4 * Many, app.Mails.All.Count);
        Assert.Equal(4 * Many, app.Mails.All.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task One_key_used_at_once_by_many_does_one_thing_and_tells_all_the_same()
    {
        await using var app = await TestApp.StartAsync();

        var starts = await AtOnceAsync(20, _ => app.Firm.PostAsync("/api/engagements", Bodies.Start(), "start-1"));
        Assert.Single(starts.Select(answer => answer.Is(HttpStatusCode.Created).Text).Distinct());
        var engagement = new TestEngagement(app, starts[0].Value("id")!);
        await engagement.ReachAsync(6);
        var logs = await AtOnceAsync(20, _ => engagement.PostAsync("sessions", Bodies.Session(app.Today), "log-1"));

        Assert.Single(logs.Select(answer => answer.Is(HttpStatusCode.Created).Text).Distinct());
        Assert.Single((await JournalAsync(app, engagement.Id)).Select(entry => entry.Fact).OfType<SessionLogged>());
        Assert.Single((await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray());
    }

    [Fact]
    public async Task Two_browsers_that_decide_at_once_through_one_link_record_one_decision()
    {
        await using var app = await TestApp.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var engagement = await TestEngagement.AtStepAsync(app, 5);
            var link = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));

            var pages = await AtOnceAsync(8, number => app.Links.PostAsync(link, number % 2 == 0 ? LinkClient.Commit : LinkClient.Revise));

            var decided = (await JournalAsync(app, engagement.Id)).Select(entry => entry.Fact)
                .Where(fact => fact is DesignCommitted or RevisionRequested).ToList();
            var expected = Assert.Single(decided) is DesignCommitted ? "committed to" : "asked for changes to";
            Assert.All(pages, page => page.Is(HttpStatusCode.OK).Says(expected));
        }
    }

    [Fact]
    public async Task Leader_and_sponsors_who_decide_at_once_all_count()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5, Bodies.Start(sponsors: 5));
        var links = new List<string>();
        foreach (var to in (
            string[])[Bodies.Email("Lea Leader"), .. Enumerable.Range(1, 5).Select(number => Bodies.Email($"Sam Sponsor{number}"))])
            links.Add(await engagement.LinkAsync("decide", to));

        var pages = await AtOnceAsync(links.Count, number => app.Links.CommitAsync(links[number]));

        Assert.All(pages, page => page.Is(HttpStatusCode.OK));
        var facts = (await JournalAsync(app, engagement.Id)).Select(entry => entry.Fact).ToList();
        Assert.Equal(6, facts.OfType<DesignCommitted>().Count());
        Assert.Single(facts.OfType<DesignApproved>());
    }

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => call(number))));

    private static Task<IReadOnlyList<JournalEntry>> JournalAsync(TestApp app, string engagement) =>
        app.Store.ReadAsync(engagement, after: 0, TestContext.Current.CancellationToken);
}
