using System.Globalization;
using System.Net;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>A stretch of time in which the engagement waited.</summary>
/// <param name="Name">For what.</param>
/// <param name="From">When the obligations arose.</param>
/// <param name="To">When somebody acted at last, in the evening.</param>
public sealed record Stretch(string Name, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// An engagement in which everything is done sixty days after it was asked for, so that every reminder and escalation comes. Only
/// half of the raters, and the leader, answer after their first reminder. In the program nobody does anything at all.
/// </summary>
/// <param name="api">Calls the application.</param>
/// <param name="advance">Moves the clock on.</param>
/// <param name="months">Length of the program.</param>
/// <param name="raters">How many raters; the first is the boss.</param>
public sealed class SlowEngagement(CoachingApi api, Func<DateTimeOffset, CancellationToken, Task> advance, int months, int raters)
{
    public const string Context = "context";
    public const string LeaderInterview = "leader interview";
    public const string ThreeSixty = "360-degree interviews";
    public const string Design = "design";
    public const string Decision = "decision";
    public const string Program = "program";

    public const string TimeZone = "Europe/Berlin";

    private const int LongStretch = 60;
    private const int FirstRaterReminder = 27;
    private const int FirstDecisionReminder = 8;

    private readonly List<Stretch> _stretches = [];
    private DateTimeOffset _now = CoachingApi.Instant(TourSettings.ClockStart);

    public string Engagement { get; private set; } = "";

    /// <summary>The raters who answered, and when.</summary>
    public Dictionary<string, DateTimeOffset> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>The raters who did not.</summary>
    public IReadOnlyList<string> SilentRaters =>
        [.. Enumerable.Range(0, raters).Select(RaterEmail).Where(rater => !Answered.ContainsKey(rater))];

    public DateOnly CommittedOn { get; private set; }

    private string Path => $"/api/engagements/{Engagement}";

    public Stretch this[string name] => _stretches.Single(stretch => stretch.Name == name);

    public async Task StartAsync(CancellationToken cancellation)
    {
        var started = await api.PostAsync("/api/engagements", new
        {
            leader = new { name = "Lea Leader", email = Cast.Leader },
            coach = new { name = "Cora Coach", email = Cast.Coach, timeZone = "Europe/London" },
            sponsors = new[]
            {
                new { name = "Sam Sponsor", email = Cast.Sponsor, timeZone = "America/New_York" },
                new { name = "Sue Sponsor", email = Cast.OtherSponsor, timeZone = "Asia/Tokyo" },
            },
            months,
            timeZone = TimeZone,
        }, "slow/start", HttpStatusCode.Created, cancellation);
        Engagement = started.GetProperty("id").GetString()!;
        await api.SettleAsync(cancellation);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await WaitAsync(Context, cancellation);
        var outcome = new { title = "Delegates more", benchmark = "Asked in a survey", baseline = 2, target = 4.5 };
        await api.PutAsync($"{Path}/context", new { heldOn = Today, outcomes = new[] { outcome } }, cancellation);

        await WaitAsync(LeaderInterview, cancellation);
        await api.PutAsync($"{Path}/leader-interview", new
        {
            heldOn = Today,
            commitments = "Much",
            immediateConcerns = "Some",
            commonBreakdowns = "Few",
            behaviors = "Good",
            communicationStyle = "Brief",
            fulfillingPromises = "Late",
        }, cancellation);
        var named = Enumerable.Range(0, raters)
            .Select(index => new { name = $"Rater {index}", email = RaterEmail(index), relationship = RelationshipOf(index) });
        await api.PostAsync($"{Path}/raters", new { raters = named }, "slow/raters", cancellation: cancellation);
        await api.SettleAsync(cancellation);

        await HearRatersAsync(cancellation);
        await WaitAsync(Design, cancellation);
        var theme = new { title = "Letting go", description = "Of everything" };
        await api.PostAsync($"{Path}/program", new { themes = new[] { theme } }, "slow/program", cancellation: cancellation);
        await api.SettleAsync(cancellation);

        await DecideAsync(cancellation);
        var begun = _now;
        CommittedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(begun, TimeZone).Date);
        await AdvanceAsync(begun.AddMonths(months).AddDays(LongStretch), cancellation);
        _stretches.Add(new Stretch(Program, begun, _now));
    }

    private async Task HearRatersAsync(CancellationToken cancellation)
    {
        var asked = _now;
        await AdvanceAsync(asked.AddDays(FirstRaterReminder), cancellation);
        foreach (var rater in Enumerable.Range(0, raters / 2).Select(RaterEmail))
        {
            await api.SubmitAsync(
                await LinkAsync(rater, "respond", cancellation), HttpStatusCode.OK, cancellation, ("strengths", "Calm."),
                ("growth", "Trust."));
            Answered.Add(rater, _now);
        }

        await AdvanceAsync(asked.AddDays(LongStretch), cancellation);
        _stretches.Add(new Stretch(ThreeSixty, asked, _now));
        await api.PostAsync(
            $"{Path}/three-sixty/close", new { reason = "They will not answer." }, "slow/close", cancellation: cancellation);
        await api.SettleAsync(cancellation);
    }

    private async Task DecideAsync(CancellationToken cancellation)
    {
        var asked = _now;
        await AdvanceAsync(asked.AddDays(FirstDecisionReminder), cancellation);
        await CommitAsync(Cast.Leader, cancellation);
        await AdvanceAsync(asked.AddDays(LongStretch), cancellation);
        _stretches.Add(new Stretch(Decision, asked, _now));
        await CommitAsync(Cast.Sponsor, cancellation);
        await CommitAsync(Cast.OtherSponsor, cancellation);
    }

    private async Task CommitAsync(string who, CancellationToken cancellation)
    {
        await api.SubmitAsync(
            await LinkAsync(who, "decide", cancellation), HttpStatusCode.OK, cancellation, ("decision", "commit"), ("read", "on"),
            ("name", who), ("comment", ""));
        await api.SettleAsync(cancellation);
    }

    private async Task WaitAsync(string name, CancellationToken cancellation)
    {
        await api.SettleAsync(cancellation);
        var from = _now;
        var evening = new DateTimeOffset(from.Date, TimeSpan.Zero).AddDays(LongStretch).AddHours(20);
        await AdvanceAsync(evening, cancellation);
        _stretches.Add(new Stretch(name, from, _now));
    }

    private async Task AdvanceAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        await advance(instant, cancellation);
        _now = instant;
    }

    private async Task<Uri> LinkAsync(string to, string rel, CancellationToken cancellation) =>
        (await api.OutboxAsync(to, cancellation)).SelectMany(mail => mail.Links).Last(link => link.Rel == rel).Href;

    private string Today => _now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string RaterEmail(int index) => string.Create(CultureInfo.InvariantCulture, $"rater{index}@client.example");

    private static string RelationshipOf(int index) => index == 0 ? "boss" : (index % 3) switch { 0 => "team", 1 => "peer", _ => "other" };
}
