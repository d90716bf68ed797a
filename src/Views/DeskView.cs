using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What a coach sees of all engagements at a firm: what is to be done, and how each leader's program stands.</summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="Today">The calendar day where the coach is.</param>
/// <param name="ToDo">What the coach owes, the most urgent first.</param>
/// <param name="Leaders">Every leader, by name.</param>
public sealed record DeskView(string Firm, DateOnly Today, ImmutableArray<DeskTask> ToDo, ImmutableArray<DeskLeader> Leaders)
{
    private const int AWeek = 7;

    /// <summary>How many things are due within a week, or late.</summary>
    public int ThisWeek => ToDo.Count(task => task.Due <= Today.AddDays(AWeek));

    /// <summary>How many leaders' programs wait for somebody else alone.</summary>
    public int WaitingForOthers => Leaders.Count(leader => leader is { WaitsForCoach: false, WaitingFor: not null });

    /// <summary>The documents that <see cref="Of"/> needs of an engagement: names.</summary>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement) =>
        [.. engagement.People.Select(person => person.Details)];

    /// <summary>The desk of a coach.</summary>
    /// <param name="firm">The firm's name.</param>
    /// <param name="timeZone">The coach's IANA time zone.</param>
    /// <param name="coached">The coach's engagements, brought up to <paramref name="now"/>.</param>
    internal static DeskView Of(string firm, string timeZone, IEnumerable<CoachedEngagement> coached, DateTimeOffset now)
    {
        var all = coached.ToList();
        return new DeskView(
            firm,
            Zones.DayOf(now, timeZone),
            [
                .. all.SelectMany(each => DeskTask.Of(each, now))
                    .OrderBy(task => task.Due).ThenBy(task => task.Leader, StringComparer.Ordinal),
            ],
            [.. all.Select(each => DeskLeader.Of(each, now)).OrderBy(leader => leader.Leader, StringComparer.CurrentCulture)]);
    }
}

/// <summary>One of a coach's engagements, for the desk.</summary>
/// <param name="Documents">The documents that <see cref="DeskView.DocumentsNeeded"/> names.</param>
/// <param name="Href">The address of the coach's page there, or of what settles something that is owed; null while there is none.</param>
internal sealed record CoachedEngagement(
    Engagement Engagement, IReadOnlyDictionary<string, Document> Documents, Func<ObligationKind?, string?> Href);

/// <summary>Something that a coach owes for one of the leaders.</summary>
/// <param name="Leader">The leader's name.</param>
/// <param name="What">What, in words.</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="DaysLate">For how many days it is late; 0 when it is not.</param>
/// <param name="Href">Where it is done; null while there is no link.</param>
public sealed record DeskTask(string Leader, string What, DateOnly Due, int DaysLate, string? Href)
{
    internal static IEnumerable<DeskTask> Of(CoachedEngagement coached, DateTimeOffset now)
    {
        var today = coached.Engagement.DayOf(now);
        return OwedView.Of(coached.Engagement, now).Select(owed => new DeskTask(
            coached.Documents.NameOf(coached.Engagement.Leader), owed.What, owed.Due, Math.Max(0, today.DayNumber - owed.Due.DayNumber),
            coached.Href(owed.Kind)));
    }
}

/// <summary>How a leader's program stands.</summary>
/// <param name="Leader">The leader's name.</param>
/// <param name="Status">Whether it runs or is completed.</param>
/// <param name="Step">The step.</param>
/// <param name="Month">The month of the program; null before it has begun.</param>
/// <param name="Months">How many it has.</param>
/// <param name="Hours">The hours of all meetings.</param>
/// <param name="Budget">The program's budget of hours.</param>
/// <param name="NextReview">The next review that is to be held.</param>
/// <param name="NextOn">The day of its meeting, or else of the calendar.</param>
/// <param name="WaitingFor">Whom, and for what, or how many; null for nobody.</param>
/// <param name="WaitsForCoach">Whether it waits for the coach.</param>
/// <param name="Href">The coach's page; null while there is no link.</param>
public sealed record DeskLeader(
    string Leader, EngagementStatus Status, Step Step, int? Month, int Months, decimal Hours, int Budget, ReviewKind? NextReview,
    DateOnly? NextOn, WaitingView? WaitingFor, bool WaitsForCoach, string? Href)
{
    internal static DeskLeader Of(CoachedEngagement coached, DateTimeOffset now)
    {
        var (engagement, cycle) = (coached.Engagement, coached.Engagement.Cycle);
        var today = engagement.DayOf(now);
        var owes = OwedView.Of(engagement, now).FirstOrDefault();
        var waiting = StandingView.ForLeader(engagement, coached.Documents, now).WaitingFor.OrderBy(each => each.Due).FirstOrDefault(
            each => owes is null || each.Who == coached.Documents.NameOf(engagement.Coach));
        var next = cycle.Calendar is null
            ? (ReviewKind?)null
            : Enum.GetValues<ReviewKind>().Select(kind => (ReviewKind?)kind).FirstOrDefault(kind => cycle.ReviewOf(kind!.Value).IsPending);
        return new DeskLeader(
            coached.Documents.NameOf(engagement.Leader),
            engagement.Status,
            cycle.Step,
            cycle.Calendar?.MonthOf(today),
            cycle.Months,
            Math.Round(cycle.MinutesUsed / 60m, 1),
            cycle.Months * cycle.HoursPerMonth,
            next,
            next is { } review
                ? cycle.ReviewOf(review).Meeting is { } meeting ? engagement.DayOf(meeting.StartsAt) : cycle.ReviewDay(review)
                : null,
            waiting,
            owes is not null,
            coached.Href(null));
    }
}
