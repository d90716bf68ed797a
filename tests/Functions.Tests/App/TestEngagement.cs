using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Engagements;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>One engagement of the first firm, driven over HTTP.</summary>
internal sealed class TestEngagement(TestApp app, string id)
{
    /// <summary>The eight steps, by their numbers.</summary>
    public static TheoryData<int> Steps => [.. Enumerable.Range(1, 8)];

    public string Id => id;

    public string Path => $"/api/engagements/{id}";

    public TestApp App => app;

    private FirmClient Firm => app.Firm;

    public static async Task<TestEngagement> StartAsync(TestApp app, JsonObject? body = null)
    {
        var started = (await app.Firm.PostAsync("/api/engagements", body ?? Bodies.Start())).Is(HttpStatusCode.Created);
        return new TestEngagement(app, started.Value("id")!);
    }

    /// <summary>An engagement that has just entered a step.</summary>
    public static async Task<TestEngagement> AtStepAsync(TestApp app, int step, JsonObject? body = null)
    {
        var engagement = await StartAsync(app, body);
        await engagement.ReachAsync(step);
        return engagement;
    }

    public async Task ReachAsync(int step)
    {
        for (var present = await StepAsync(); present < step; present = await StepAsync())
            await TakeStepAsync(present);
        Assert.Equal(step, await StepAsync());
    }

    public async Task<ApiAnswer> GetAsync(string query = "") => (await Firm.GetAsync(Path + query)).Is(HttpStatusCode.OK);

    public async Task<int> StepAsync() => (await GetAsync()).At("step.number")!.GetValue<int>();

    public async Task<string> OutcomeAsync(int index = 0) =>
        (await GetAsync()).Value(string.Create(CultureInfo.InvariantCulture, $"outcomes.{index}.id"))!;

    public async Task<JsonNode> PersonAsync(string role) =>
        (await GetAsync()).At("people")!.AsArray().First(person => person!["role"]!.ToString() == role)!;

    public async Task<IReadOnlyList<string>> RatersAsync() =>
        [.. (await GetAsync()).At("raters")!.AsArray().Select(rater => rater!["id"]!.ToString())];

    /// <summary>The session that was logged last.</summary>
    public async Task<string> SessionAsync() =>
        (await TimelineAsync()).Last(item => item["kind"]!.ToString() == "sessionLogged")["session"]!.ToString();

    /// <summary>A route with ids for <c>{rater}</c>, the first one, <c>{session}</c>, the last one logged, and <c>{leader}</c>.</summary>
    public async Task<string> RouteAsync(string route) => route switch
    {
        _ when route.Contains("{rater}", StringComparison.Ordinal) =>
            route.Replace("{rater}", (await RatersAsync())[0], StringComparison.Ordinal),
        _ when route.Contains("{session}", StringComparison.Ordinal) =>
            route.Replace("{session}", await SessionAsync(), StringComparison.Ordinal),
        _ when route.Contains("{leader}", StringComparison.Ordinal) =>
            route.Replace("{leader}", (await PersonAsync("leader"))["id"]!.ToString(), StringComparison.Ordinal),
        _ => route,
    };

    /// <summary>A firm's call about this engagement.</summary>
    /// <param name="request">Method and route, with ids as in <see cref="RouteAsync"/>.</param>
    /// <param name="body">What it says.</param>
    public async Task<Call> CallAsync(string request, JsonObject? body)
    {
        var parts = request.Split(' ');
        return new Call(HttpMethod.Parse(parts[0]), $"{Path}/{await RouteAsync(parts[1])}", body);
    }

    public Task<IReadOnlyList<JsonNode>> TimelineAsync() => Firm.TimelineAsync(id);

    public async Task<IReadOnlyList<string>> KindsAsync() => [.. (await TimelineAsync()).Select(item => item["kind"]!.ToString())];

    /// <summary>How many facts the journal has.</summary>
    public async Task<long> LengthAsync() =>
        (await app.Services.GetRequiredService<EngagementReader>().ReadAsync(id, TestContext.Current.CancellationToken)).Length;

    /// <summary>Appends facts that change nothing, until the journal has so many.</summary>
    public async Task FillAsync(int length)
    {
        await app.RestAsync();
        await app.Services.GetRequiredService<EngagementRepository>().RecordAsync(
            id, Actor.Workflow, stamp: null, new Fill(length), TestContext.Current.CancellationToken);
        Assert.Equal(length, await LengthAsync());
    }

    private sealed record Fill(int Length) : Command
    {
        public override int Room => JournalRoom.All;

        public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
        {
            var coach = engagement.Coach;
            var filler = new PersonChanged(coach.Id, coach.TimeZone, coach.Details, AddressChanged: false);
            return Decision.Accept(Enumerable.Repeat(filler, Length - (int)engagement.Length));
        }
    }

    /// <summary>Runs calls and shows that the journal stays as it is.</summary>
    public async Task ChangesNothingAsync(Func<Task> calls)
    {
        await app.RestAsync();
        var before = await app.Store.ReadAsync(id, after: 0, TestContext.Current.CancellationToken);
        await calls();
        await app.RestAsync();
        var after = await app.Store.ReadAsync(id, after: 0, TestContext.Current.CancellationToken);
        Assert.Equal(before.Count, after.Count);
    }

    public Task<ApiAnswer> GetAsync(Call call) => Firm.SendAsync(call);

    public Task<ApiAnswer> PostAsync(string route, JsonNode body, string? idempotencyKey = null) =>
        Firm.PostAsync($"{Path}/{route}", body, idempotencyKey);

    public Task<ApiAnswer> PutAsync(string route, JsonNode body) => Firm.PutAsync($"{Path}/{route}", body);

    public async Task<IReadOnlyList<DevMail>> MailsAsync() => await app.MailsAsync(id);

    /// <summary>The newest link of a kind that was mailed to somebody.</summary>
    public async Task<string> LinkAsync(string rel, string to)
    {
        var mails = await MailsAsync();
        return mails.Where(mail => mail.To == to).SelectMany(mail => mail.Links).Last(link => link.Rel == rel).Href;
    }

    public async Task AddRatersAsync(params string[] relationships) =>
        (await PostAsync("raters", Bodies.Raters(relationships))).Is(HttpStatusCode.OK);

    public async Task CloseAsync() => (await PostAsync("three-sixty/close", Bodies.Of(new { }))).Is(HttpStatusCode.OK);

    public async Task RespondAsync(string rater) => (await PutAsync($"raters/{rater}/response", Bodies.Response())).Is(HttpStatusCode.OK);

    /// <summary>Leader and sponsors commit to the revision under review, through their links.</summary>
    public async Task CommitAsync()
    {
        var people = (await GetAsync()).At("people")!.AsArray();
        foreach (var person in people.Where(person => person!["role"]!.ToString() != "coach"))
            (await app.Links.CommitAsync(await LinkAsync("decide", person!["email"]!.ToString()))).Is(HttpStatusCode.OK);
    }

    private async Task TakeStepAsync(int step)
    {
        switch (step)
        {
            case 1:
                (await PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);
                break;
            case 2:
                (await PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK);
                break;
            case 3:
                await AddRatersAsync("boss", "peer", "peer", "peer");
                foreach (var rater in await RatersAsync())
                    await RespondAsync(rater);
                await CloseAsync();
                break;
            case 4:
                (await PostAsync("program", Bodies.Program())).Is(HttpStatusCode.OK);
                break;
            case 5:
                await CommitAsync();
                break;
            case 6 when (await GetAsync()).Value("reviews.midProgram.state") == "planned":
                await app.AdvanceToAsync(await DayAsync("reviews.midProgram.dueOn"));
                break;
            default:
                await app.AdvanceToAsync(await DayAsync("reviews.endOfProgram.dueOn"));
                break;
        }
    }

    public async Task<DateOnly> DayAsync(string path) => DateOnly.Parse((await GetAsync()).Value(path)!, CultureInfo.InvariantCulture);
}
