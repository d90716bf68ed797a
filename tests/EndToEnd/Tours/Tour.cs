using System.Globalization;
using System.Net;
using System.Text.Json;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>
/// One scripted engagement, from its start on 4 January 2027 to the end-of-program review that renews it: a revision is asked
/// for and made, one month stays unlogged, a meeting is moved, the mid-program review comes late and brings corrections.
/// </summary>
public sealed class Tour
{
    private readonly CoachingApi _api;
    private readonly TourPlan _plan;
    private readonly Func<string, CancellationToken, Task<IReadOnlyList<OutboxLink>>> _mailbox;
    private string _outcome = "";
    private List<string> _raters = [];

    /// <param name="api">Calls the application.</param>
    /// <param name="plan">How this tour differs from others.</param>
    /// <param name="mailbox">Reads the links in somebody's mails, oldest first; those in the outbox unless mail goes elsewhere.</param>
    public Tour(CoachingApi api, TourPlan plan, Func<string, CancellationToken, Task<IReadOnlyList<OutboxLink>>>? mailbox = null)
    {
        _api = api;
        _plan = plan;
        _mailbox = mailbox ?? OutboxAsync;
        Steps = [.. Preparation(), .. Program(), .. Renewal()];
    }

    public IReadOnlyList<TourStep> Steps { get; }

    /// <summary>The engagement's id, once it has been started.</summary>
    public string Engagement { get; private set; } = "";

    private string Path => $"/api/engagements/{Engagement}";

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var step in Steps)
            await step.RunAsync(cancellation);
    }

    /// <summary>Runs the steps up to and including the one of this name.</summary>
    public async Task RunUntilAsync(string name, CancellationToken cancellation)
    {
        foreach (var step in Steps)
        {
            await step.RunAsync(cancellation);
            if (step.Name == name)
                return;
        }

        throw new ArgumentException($"The tour has no step '{name}'.", nameof(name));
    }

    /// <summary>Goes on with an engagement that another run of the tour has brought up to and including the step of this name.</summary>
    public async Task GoOnAfterAsync(string name, string engagement, CancellationToken cancellation)
    {
        Engagement = engagement;
        var outcomes = (await _api.GetAsync(Path, cancellation)).GetProperty("outcomes");
        _outcome = outcomes[0].GetProperty("id").GetString()!;
        foreach (var step in Steps.SkipWhile(step => step.Name != name).Skip(1))
            await step.RunAsync(cancellation);
    }

    private IEnumerable<TourStep> Preparation()
    {
        yield return Step("the firm starts the engagement", StartAsync);
        yield return Advance("2027-01-11T10:00:00Z");
        yield return Put(
            "the coach defines the context", "context", () => new { outcomes = new[] { Delegates, Sleeps }, heldOn = "2027-01-11" }, 2);
        yield return Advance("2027-01-18T10:00:00Z");
        yield return Put("the coach interviews the leader", "leader-interview", () => LeaderInterview, 3);
        yield return Step("the coach names raters", NameRatersAsync);
        for (var rater = 0; rater < Cast.PromptRaters; rater++)
            yield return Respond(rater);
        yield return Advance("2027-02-12T16:00:00Z");
        yield return Step("the coach hears a rater", HearRaterAsync);
        yield return Respond(6);
        yield return Respond(7);
        yield return Post("the coach closes the interviews", "three-sixty/close", () => new { }, 4);
        yield return Post("the coach designs the program", "program", () => Design(1), 5);
        yield return Decide(Cast.Leader, "commit", 1, "");
        yield return Decide(Cast.Sponsor, "revise", 1, "More about delegation, please.");
        yield return Advance("2027-02-19T10:00:00Z");
        yield return Post("the coach revises the program", "program", () => Design(2), 5);
        yield return Decide(Cast.Leader, "commit", 2, "Yes.");
        yield return Advance("2027-02-26T16:00:00Z");
        yield return Decide(Cast.Sponsor, "commit", 2, "");
        yield return Advance("2027-03-01T15:00:00Z");
        yield return Decide(Cast.OtherSponsor, "commit", 2, "");
        yield return Step("the program begins", cancellation => ExpectStepAsync(6, cancellation));
    }

    private IEnumerable<TourStep> Program()
    {
        var mid = Noon(_plan.MidpointOn);
        var end = Noon(_plan.EndsOn);
        var events = new List<(DateTimeOffset At, TourStep Step)>
        {
            (mid.AddDays(-15), Meeting("mid", mid.AddDays(3))),
            (mid.AddDays(-2), Meeting("mid", mid.AddDays(8))),
            (mid.AddDays(1), Step("the mid-program review is open", cancellation => ExpectStepAsync(7, cancellation))),
            (mid.AddDays(9), Post("the mid-program review is held", "mid-program-review", () => new
            {
                heldOn = Day(mid.AddDays(8)), attended = new[] { "leader", "coach", "sponsor" },
                readings = new[] { new { outcomeId = _outcome, value = 3.5m } }, corrections = Design(3),
            }, 6)),
            (end.AddDays(-18), Meeting("end", end.AddDays(1))),
            (end.AddDays(1), Step("the end-of-program review is open", cancellation => ExpectStepAsync(8, cancellation))),
        };
        for (var month = 1; month <= _plan.Months; month++)
        {
            if (month != TourPlan.UnloggedMonth)
                events.Add((Noon(_plan.StartsOn.AddMonths(month - 1)).AddDays(19), Log(month)));
        }

        foreach (var (at, step) in events.OrderBy(item => item.At))
        {
            yield return Advance(at);
            yield return step;
        }
    }

    private IEnumerable<TourStep> Renewal()
    {
        var end = Noon(_plan.EndsOn);
        yield return Step("eight months out of nine are logged", CheckMonthsAsync);
        yield return Advance(end.AddDays(2));
        yield return Post("the end-of-program review is held and renews", "end-of-program-review", () => new
        {
            heldOn = Day(end.AddDays(1)),
            attended = new[] { "leader", "coach" },
            readings = new[] { new { outcomeId = _outcome, value = 4.5m } },
            celebration = "She delegates.",
            decision = "newProgram",
            outcomes = new[] { Delegates },
            months = 6,
        }, 1);
        yield return Advance(end.AddDays(12));
        yield return Step("the second cycle waits at its first step", CheckSecondCycleAsync);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var started = await _api.PostAsync("/api/engagements", new
        {
            leader = new { name = "Lea Leader", email = Cast.Leader },
            coach = new { name = "Cora Coach", email = Cast.Coach, timeZone = "Europe/London" },
            sponsors = new[]
            {
                new { name = "Sam Sponsor", email = Cast.Sponsor, timeZone = "America/New_York" },
                new { name = "Sue Sponsor", email = Cast.OtherSponsor, timeZone = "Asia/Tokyo" },
            },
            months = _plan.Months,
            timeZone = _plan.TimeZone,
            reference = "tour",
        }, $"{_plan.Key}/start", HttpStatusCode.Created, cancellation);
        Engagement = started.GetProperty("id").GetString()!;
        await _api.SettleAsync(cancellation);
    }

    private async Task NameRatersAsync(CancellationToken cancellation)
    {
        var raters = Cast.Raters.Select(rater => new { name = rater.Name, email = rater.Email, relationship = rater.Relationship });
        var answer = await _api.PostAsync($"{Path}/raters", new { raters }, $"{_plan.Key}/raters", cancellation: cancellation);
        _raters = [.. answer.GetProperty("raters").EnumerateArray().Select(rater => rater.GetProperty("id").GetString()!)];
        _outcome = answer.GetProperty("outcomes")[0].GetProperty("id").GetString()!;
        TourCheck.Equal(Cast.Raters.Count, _raters.Count, "the number of raters");
        await _api.SettleAsync(cancellation);
    }

    private async Task HearRaterAsync(CancellationToken cancellation)
    {
        await _api.PutAsync(
            $"{Path}/raters/{_raters[Cast.PromptRaters]}/response", new { strengths = "Calm.", growth = "Let go." }, cancellation);
        await _api.SettleAsync(cancellation);
    }

    private TourStep Respond(int rater) => Step($"{Cast.Raters[rater].Name} answers", async cancellation =>
    {
        var link = await LinkAsync(Cast.Raters[rater].Email, "respond", cancellation);
        await _api.SubmitAsync(
            link, HttpStatusCode.OK, cancellation, ("strengths", $"Strength {rater}"), ("growth", $"Growth {rater}"),
            ($"rating-{_outcome}", "3.5"));
        await _api.SettleAsync(cancellation);
    });

    private TourStep Decide(string who, string decision, int revision, string comment) =>
        Step($"{who} decides to {decision} on revision {revision}", async cancellation =>
    {
        var link = await LinkAsync(who, "decide", cancellation);
        await _api.SubmitAsync(
            link, HttpStatusCode.OK, cancellation, ("decision", decision), ("read", "on"), ("name", who.Split('.')[0]),
            ("comment", comment));
        await _api.SettleAsync(cancellation);
    });

    private TourStep Meeting(string review, DateTimeOffset startsAt) => Put(
        $"the {review} review's meeting is to be on {Day(startsAt)}", $"reviews/{review}/meeting", () =>
            new { startsAt, minutes = 90, place = "Room 4" }, step: null);

    private TourStep Log(int month) => Step($"a session of month {month} is logged", async cancellation =>
    {
        var heldOn = Day(Noon(_plan.StartsOn.AddMonths(month - 1)).AddDays(18));
        await _api.PostAsync(
            $"{Path}/sessions",
            new
            {
                heldOn,
                minutes = 180,
                mode = month % 3 == 0 ? "telephone" : "inPerson",
                notes = $"Notes of month {month}",
                summary = $"Month {month}",
                readings = new[] { new { outcomeId = _outcome, value = 2m + (month / 10m) } },
            },
            $"{_plan.Key}/session/{month}", HttpStatusCode.Created, cancellation);
        await _api.SettleAsync(cancellation);
    });

    private async Task CheckMonthsAsync(CancellationToken cancellation)
    {
        var sessions = (await _api.GetAsync(Path, cancellation)).GetProperty("sessions");
        TourCheck.Equal(_plan.Months - 1, sessions.GetProperty("count").GetInt32(), "the number of sessions");
        TourCheck.Equal(
            "unlogged", sessions.GetProperty("months")[TourPlan.UnloggedMonth - 1].GetProperty("state").GetString(), "the unlogged month");
    }

    private async Task CheckSecondCycleAsync(CancellationToken cancellation)
    {
        var engagement = await ExpectStepAsync(1, cancellation);
        TourCheck.Equal("active", engagement.GetProperty("status").GetString(), "the status");
        TourCheck.Equal(2, engagement.GetProperty("cycle").GetInt32(), "the cycle");
        TourCheck.Equal(6, engagement.GetProperty("program").GetProperty("months").GetInt32(), "the second program's months");
        var first = await _api.GetAsync($"{Path}?cycle=1", cancellation);
        TourCheck.Equal(
            "held", first.GetProperty("reviews").GetProperty("midProgram").GetProperty("state").GetString(), "the mid-program review");
        TourCheck.Equal(
            "held", first.GetProperty("reviews").GetProperty("endOfProgram").GetProperty("state").GetString(), "the end-of-program review");
    }

    private async Task<JsonElement> ExpectStepAsync(int step, CancellationToken cancellation)
    {
        var engagement = await _api.GetAsync(Path, cancellation);
        TourCheck.Equal(step, StepOf(engagement), "the step");
        return engagement;
    }

    private static int StepOf(JsonElement engagement) => engagement.GetProperty("step").GetProperty("number").GetInt32();

    private async Task<Uri> LinkAsync(string to, string rel, CancellationToken cancellation) =>
        (await _mailbox(to, cancellation)).LastOrDefault(link => link.Rel == rel)?.Href
            ?? throw new InvalidOperationException($"{to} has no mail with a link to {rel}.");

    private async Task<IReadOnlyList<OutboxLink>> OutboxAsync(string to, CancellationToken cancellation) =>
        [.. (await _api.OutboxAsync(to, cancellation)).Where(mail => mail.About == Engagement).SelectMany(mail => mail.Links)];

    private TourStep Post(string name, string path, Func<object> body, int step) => Step(name, async cancellation =>
    {
        var answer = await _api.PostAsync($"{Path}/{path}", body(), $"{_plan.Key}/{name}", cancellation: cancellation);
        TourCheck.Equal(step, StepOf(answer), "the step");
        await _api.SettleAsync(cancellation);
    });

    private TourStep Put(string name, string path, Func<object> body, int? step) => Step(name, async cancellation =>
    {
        var answer = await _api.PutAsync($"{Path}/{path}", body(), cancellation);
        TourCheck.Equal(step ?? StepOf(answer), StepOf(answer), "the step");
        await _api.SettleAsync(cancellation);
    });

    private TourStep Advance(string instant) => Advance(CoachingApi.Instant(instant));

    private TourStep Advance(DateTimeOffset instant) => Step(
        $"the clock advances to {instant.UtcDateTime:yyyy-MM-dd'T'HH:mm}", cancellation => _api.AdvanceToAsync(instant, cancellation));

    private static TourStep Step(string name, Func<CancellationToken, Task> run) => new(name, run);

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Delegates =>
        new { title = "Delegates more", benchmark = "Asked in a survey", baseline = 2, target = 4.5, unit = "points" };

    private static object Sleeps => new { title = "Fewer late nights", benchmark = "Counted each week", baseline = 10, target = 0 };

    private static object LeaderInterview => new
    {
        heldOn = "2027-01-18",
        commitments = "Grow the team",
        immediateConcerns = "Two vacancies",
        commonBreakdowns = "Does it alone",
        behaviors = "Checks mail at night",
        communicationStyle = "Brief",
        fulfillingPromises = "Late on reports",
    };

    private static object Design(int revision) => new
    {
        themes = new[] { new { title = "Letting go", description = $"Revision {revision}" } },
        practices = new[] { new { title = "Ask before answering", description = "Daily" } },
        exercises = new[] { new { title = "Hand over one meeting", description = "This month" } },
        reading = new[] { new { title = "A book", description = "Chapter 3" } },
    };
}
