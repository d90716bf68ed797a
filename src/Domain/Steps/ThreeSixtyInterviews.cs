using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 3, 360-degree interviews: the leader's team, boss, peers and others are heard.</summary>
public static class ThreeSixtyInterviews
{
    /// <summary>How many raters an engagement can have in one cycle.</summary>
    public const int MaximumRaters = 40;

    /// <summary>The day on which the step is due.</summary>
    /// <param name="engagement">An engagement that has reached the step.</param>
    public static DateOnly DueOn(Engagement engagement) =>
        StepRules.DueAfter(engagement, Step.ThreeSixtyInterviews, engagement.Cycle.ThreeSixtyOpenedAt!.Value);

    internal static IEnumerable<Debt> Debts(Engagement engagement, Cycle cycle)
    {
        if (cycle.Step != Step.ThreeSixtyInterviews)
            yield break;

        yield return new Debt(
            cycle.Key("three-sixty"), DebtKind.ThreeSixty, engagement.Coach, cycle.StepSince, DueOn(engagement), Requested: true);

        foreach (var rater in cycle.Raters.Where(rater => rater.Response is null))
        {
            yield return new Debt(
                cycle.Key($"respond/{rater.Person.Id}"), DebtKind.RaterResponse, rater.Person, rater.AddedAt,
                StepRules.DueAfter(engagement, Step.ThreeSixtyInterviews, rater.AddedAt), Requested: true, LinkPurpose.Respond);
        }
    }

    /// <summary>How many beside the boss must still answer before the interviews may be closed without a reason.</summary>
    internal static int OthersMissing(Engagement engagement, Cycle cycle) => Math.Max(0, engagement.Policy.OtherAnswersNeeded
        - cycle.Raters.Count(rater => rater.Person.Relationship != Relationship.Boss && rater.Response is not null));

    /// <summary>What stands against closing without a reason, group by group; empty when boss and enough others have answered.</summary>
    internal static ImmutableArray<MissingAnswers> Missing(Engagement engagement, Cycle cycle)
    {
        var boss = cycle.Raters.Any(rater => rater.Person.Relationship == Relationship.Boss && rater.Response is not null);
        if (boss && OthersMissing(engagement, cycle) == 0)
            return [];

        return [.. Enum.GetValues<Relationship>().Select(group =>
        {
            var asked = cycle.Raters.Where(rater => rater.Person.Relationship == group).ToList();
            var responded = asked.Count(rater => rater.Response is not null);
            var needed = group == Relationship.Boss && asked.Count == 0 ? 1 : asked.Count;
            return new MissingAnswers(group, asked.Count, responded, needed - responded);
        })];
    }
}

/// <summary>Someone who is asked about the leader.</summary>
/// <param name="Person">Who.</param>
/// <param name="AddedAt">When they were asked.</param>
/// <param name="Response">What they answered, once they have.</param>
public sealed record Rater(Person Person, DateTimeOffset AddedAt, RaterResponse? Response = null);

/// <summary>A rater's answer.</summary>
/// <param name="Ratings">Values for outcomes, if any.</param>
/// <param name="Texts">Refers to <see cref="RaterResponseTexts"/>.</param>
/// <param name="Link">The link through which the rater answered; null for an interview that the coach held.</param>
public sealed record RaterResponse(ImmutableArray<Reading> Ratings, DocumentRef Texts, string? Link)
{
    internal bool IsSameAs(RaterResponse other) => Texts == other.Texts && Link == other.Link && Ratings.SequenceEqual(other.Ratings);
}

/// <summary>Someone who is to be asked.</summary>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Details">Refers to a <see cref="PersonDetails"/>.</param>
public sealed record NewRater(Relationship Relationship, string TimeZone, DocumentRef Details);

/// <summary>The coach names raters.</summary>
/// <param name="Raters">At least one.</param>
public sealed record AddRaters(ImmutableArray<NewRater> Raters) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (StepRules.InStep(engagement, "Raters can be added in step 3.", Step.ThreeSixtyInterviews) is { } refusal)
            return refusal;

        var present = engagement.Cycle.Raters.Count;
        if (present + Raters.Length > ThreeSixtyInterviews.MaximumRaters)
            return new TooManyRaters(present);

        return Decision.Accept(Raters.Select((rater, index) => new RaterAdded(
            NameBasedId.Of(engagement.Id, $"{engagement.Cycle.Number}/rater/{present + index + 1}"),
            rater.Relationship, rater.TimeZone, rater.Details)));
    }
}

/// <summary>A rater answers through a link, or the coach records an interview.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Ratings">Values for outcomes, if any.</param>
/// <param name="Texts">Refers to <see cref="RaterResponseTexts"/>.</param>
/// <param name="Link">The link through which the rater answers; null for the coach.</param>
public sealed record RespondAsRater(string Rater, ImmutableArray<Reading> Ratings, DocumentRef Texts, string? Link) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        var cycle = engagement.Cycle;
        if (cycle.Raters.Find(rater => rater.Person.Id == Rater) is not { } rater)
            return new NoSuch("rater");

        var refusal = StepRules.InStep(engagement, "Raters are heard in step 3.", Step.ThreeSixtyInterviews)
            ?? StepRules.KnownOutcomes(cycle, Ratings, "$.ratings");
        if (refusal is not null)
            return refusal;

        var response = new RaterResponse(Ratings, Texts, Link);
        if (rater.Response is { } present)
        {
            if (present.IsSameAs(response))
                return Decision.NothingToDo;
            if (present.Link is not null || Link is not null)
                return new RaterAnswered();
        }

        var responded = new RaterResponded(Rater, response);
        var after = responded.ApplyTo(engagement, now);
        var allAnswered = after.Cycle.Raters.TrueForAll(candidate => candidate.Response is not null);
        return allAnswered && ThreeSixtyInterviews.Missing(after, after.Cycle).IsEmpty
            ? Decision.Accept(responded, new InterviewsDone(CloseReason.AllAnswered, ReasonText: null))
            : responded;
    }
}

/// <summary>The coach closes the 360-degree interviews.</summary>
/// <param name="Reason">Refers to a reason, which is needed where too few have answered.</param>
public sealed record CloseThreeSixty(DocumentRef? Reason) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (StepRules.InStep(engagement, "The 360-degree interviews are closed in step 3.", Step.ThreeSixtyInterviews) is { } refusal)
            return refusal;

        var missing = ThreeSixtyInterviews.Missing(engagement, engagement.Cycle);
        if (missing.IsEmpty)
            return new InterviewsDone(CloseReason.ByCoach, Reason);

        var withReasonFrom = ThreeSixtyInterviews.DueOn(engagement).AddDays(engagement.Policy.CloseWithReasonAfter);
        return Reason is not null && engagement.DayOf(now) >= withReasonFrom
            ? new InterviewsDone(CloseReason.Overdue, Reason)
            : new TooFewAnswers(missing, ThreeSixtyInterviews.OthersMissing(engagement, engagement.Cycle), withReasonFrom);
    }
}

/// <summary>Someone is asked about the leader.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Details">Refers to a <see cref="PersonDetails"/>.</param>
public sealed record RaterAdded(string Rater, Relationship Relationship, string TimeZone, DocumentRef Details) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle => cycle with
    {
        Raters = cycle.Raters.Add(new Rater(new Person(Rater, Role.Rater, TimeZone, Details, Relationship), at)),
    });
}

/// <summary>A rater was heard.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Response">What they answered.</param>
public sealed record RaterResponded(string Rater, RaterResponse Response) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle.InRater(Rater, rater => rater with { Response = Response }));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Response.Link is null
        ? []
        : [new Notice(after.Cycle.Key($"respond/{Rater}"), MailKind.Receipt, Rater, MailTiming.AtOnce)];
}

/// <summary>Why the 360-degree interviews were closed.</summary>
public enum CloseReason
{
    /// <summary>Everyone who was asked has answered.</summary>
    AllAnswered,

    /// <summary>The boss and enough others have answered, and the coach closed.</summary>
    ByCoach,

    /// <summary>Too few have answered for too long; the coach closed with a reason.</summary>
    Overdue,
}

/// <summary>Milestone of step 3: the 360-degree interviews are closed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ReasonText">Refers to the coach's reason, if one was given.</param>
public sealed record InterviewsDone(CloseReason Reason, DocumentRef? ReasonText) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { ThreeSixtyClosed = Reason });
}
