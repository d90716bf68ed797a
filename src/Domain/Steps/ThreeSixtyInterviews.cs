using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain;

/// <summary>Step 3, 360-degree interviews: the leader's team, boss, peers and others are heard.</summary>
public static class ThreeSixtyInterviews
{
    /// <summary>How many raters an engagement can have in one cycle.</summary>
    public const int MaximumRaters = 40;

    /// <summary>The day on which the step is due.</summary>
    /// <param name="engagement">An engagement that has reached the step.</param>
    internal static DateOnly DueOn(Engagement engagement) =>
        StepRules.DueAfter(engagement, Step.ThreeSixtyInterviews, engagement.Cycle.ThreeSixtyOpenedAt!.Value);

    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle)
    {
        if (cycle.Step != Step.ThreeSixtyInterviews)
            yield break;

        yield return new Obligation(
            cycle.Key("three-sixty"), ObligationKind.ThreeSixty, engagement.Coach, cycle.StepSince, DueOn(engagement), Requested: true);

        foreach (var rater in cycle.Raters.Where(rater => !rater.IsHeard))
            yield return ObligationOf(engagement, cycle, rater);
    }

    /// <summary>What a rater owes, or owed before it was given. A new address is asked anew, as if nobody had been asked before.</summary>
    internal static Obligation ObligationOf(Engagement engagement, Cycle cycle, Rater rater)
    {
        var since = rater.Person.AddressSince ?? rater.AddedAt;
        return new Obligation(
            ObligationKey(cycle, rater), ObligationKind.RaterResponse, rater.Person, since,
            StepRules.DueAfter(engagement, Step.ThreeSixtyInterviews, since), Requested: true, LinkPurpose.Respond);
    }

    internal static string ObligationKey(Cycle cycle, Rater rater) => rater.Person.AddressNumber == 0
        ? cycle.Key($"respond/{rater.Person.Id}")
        : cycle.Key(string.Create(CultureInfo.InvariantCulture, $"respond/{rater.Person.Id}/{rater.Person.AddressNumber}"));

    /// <summary>
    /// What stands against closing without a reason; null when a boss was asked and enough have answered. Judged by nothing but what the
    /// firm may see, which would otherwise learn from the answer, or from the step that follows, what it may not.
    /// </summary>
    internal static TooFewAnswers? Missing(Engagement engagement, Cycle cycle, DateTimeOffset now)
    {
        var groups = CountedGroups.Of(engagement, cycle, now);
        var missing = Math.Max(0, AnswersNeeded(engagement.Policy) - groups.Sum(group => group.Responded));
        var isBossAsked = cycle.Raters.Exists(RaterGroups.IsBoss);
        return missing == 0 && isBossAsked
            ? null
            : new TooFewAnswers(
                [.. groups.Select(group => new MissingAnswers(group.Relationships, group.Asked, group.Responded, group.Missing))],
                missing, isBossAsked, DueOn(engagement).AddDays(engagement.Policy.CloseWithReasonAfter));
    }

    /// <summary>
    /// How many must have answered before the interviews may be closed without a reason: the boss, or another in that place, and others.
    /// </summary>
    /// <param name="policy">Says how many.</param>
    internal static int AnswersNeeded(Policy policy)
    {
        return policy.OtherAnswersNeeded + 1;
    }

    /// <summary>
    /// Whether the interviews close by themselves. Not where the firm has recorded an interview or given a rater a new address: that they
    /// close, or not, would tell it whether that rater had answered before. Then the coach closes them.
    /// </summary>
    internal static bool CloseThemselves(Engagement engagement, Cycle cycle, DateTimeOffset now) =>
        cycle.Raters.TrueForAll(rater => rater is { IsHeard: true, Person.AddressNumber: 0 }
            && !rater.Answers.Exists(answer => answer.Response.Source == AnswerSource.Firm))
        && Missing(engagement, cycle, now) is null;
}

/// <summary>Someone who is asked about the leader.</summary>
/// <param name="Person">Who.</param>
/// <param name="AddedAt">When they were asked.</param>
internal sealed record Rater(Person Person, DateTimeOffset AddedAt)
{
    /// <summary>
    /// What was answered: through links, in an interview that the coach recorded, in one that the firm's software did. None replaces an
    /// answer of
    /// another source.
    /// </summary>
    public ImmutableList<RaterAnswer> Answers { get; init; } = [];

    /// <summary>The answer that counts: the rater's own words before the coach's and the firm's record of them.</summary>
    public RaterResponse? Response => Answers.MinBy(answer => answer.Response.Source)?.Response;

    /// <summary>Whether nothing more is asked of whoever is behind the present address.</summary>
    public bool IsHeard => HasAnsweredFrom(Person.AddressNumber);

    /// <summary>Whether there is an answer from one of the addresses.</summary>
    /// <param name="addressNumber">Which address.</param>
    public bool HasAnsweredFrom(int addressNumber) => Answers.Exists(answer => answer.AddressNumber == addressNumber);

    /// <summary>What an interview recorded last, if one was.</summary>
    /// <param name="source">Who recorded it.</param>
    public RaterResponse? InterviewBy(AnswerSource source) => Answers.Find(answer => answer.Response.Source == source)?.Response;

    internal Rater Answer(RaterResponse response, int addressNumber)
    {
        var others = response.Source == AnswerSource.Link
            ? Answers : Answers.RemoveAll(answer => answer.Response.Source == response.Source);
        return this with { Answers = others.Add(new RaterAnswer(response, addressNumber)) };
    }
}

/// <summary>An answer, and the rater's <see cref="Person.AddressNumber"/> for which it was given.</summary>
/// <param name="Response">What was answered.</param>
/// <param name="AddressNumber">Which address.</param>
internal sealed record RaterAnswer(RaterResponse Response, int AddressNumber);

/// <summary>How an answer came, in the order in which answers count.</summary>
public enum AnswerSource
{
    /// <summary>The rater gave it through an emailed link.</summary>
    Link,

    /// <summary>The coach recorded an interview on the own page.</summary>
    Coach,

    /// <summary>The firm's software recorded an interview.</summary>
    Firm,
}

/// <summary>A rater's answer.</summary>
/// <param name="Ratings">Values for outcomes, if any.</param>
/// <param name="Texts">Refers to <see cref="RaterResponseTexts"/>.</param>
/// <param name="Link">The link through which the rater answered; null for an interview that the coach held.</param>
/// <param name="ByCoach">Whether the coach recorded it on the own page; journals of before do not say and are taken as the firm's.</param>
internal sealed record RaterResponse(ImmutableArray<Reading> Ratings, DocumentRef Texts, string? Link, bool ByCoach = false)
{
    /// <summary>How it came.</summary>
    [JsonIgnore]
    public AnswerSource Source => Link is not null ? AnswerSource.Link : ByCoach ? AnswerSource.Coach : AnswerSource.Firm;

    internal bool IsSameAs(RaterResponse other) =>
        Texts == other.Texts && Link == other.Link && ByCoach == other.ByCoach && Ratings.SequenceEqual(other.Ratings);
}

/// <summary>Someone who is to be asked.</summary>
/// <param name="Details">Name and address.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="TimeZone">Their IANA time zone; null for the engagement's.</param>
internal sealed record NewRater(PersonDetails Details, Relationship Relationship, string? TimeZone);

/// <summary>The coach names raters.</summary>
/// <param name="Raters">At least one.</param>
/// <param name="FirmAddress">The firm's own, at which nobody is asked.</param>
internal sealed record AddRaters(ImmutableArray<NewRater> Raters, string? FirmAddress) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) =>
        from person in engagement.People.Concat(engagement.Cycle.Raters.Select(rater => rater.Person))
        where DistinctAddresses.MustDiffer(Role.Rater, person.Role)
        select person.Details;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (AddressesTaken.Among(Taken(engagement, documents)) is { } taken)
            return taken;
        if (StepRules.InStep(engagement, "Raters can be added in step 3.", Step.ThreeSixtyInterviews) is { } refusal)
            return refusal;

        var present = engagement.Cycle.Raters.Count;
        if (present + Raters.Length > ThreeSixtyInterviews.MaximumRaters)
            return new TooManyRaters(present);

        return Decision.Accept(Raters.Select((rater, index) => new RaterAdded(
            NameBasedId.Of(engagement.Id, $"{engagement.Cycle.Number}/rater/{present + index + 1}"),
            rater.Relationship, rater.TimeZone ?? engagement.TimeZone, documents.Put(rater.Details))));
    }

    private IEnumerable<Mistake> Taken(Engagement engagement, CommandDocuments documents)
    {
        var others = DocumentsNeeded(engagement).Select(documents.Find<PersonDetails>).Select(person => person?.Email).ToList();
        for (var index = 0; index < Raters.Length; index++)
        {
            var email = Raters[index].Details.Email;
            if (Raters.Take(index).Any(earlier => DistinctAddresses.ShareMailbox(earlier.Details.Email, email)))
                yield return new Mistake($"Raters[{index}].Email", "must not be another rater's address");
            else if (others.Exists(other => DistinctAddresses.ShareMailbox(other, email)))
                yield return new Mistake(
                    $"Raters[{index}].Email", "must not be the address of the leader, of the coach, or of a rater who was asked already");
            else if (DistinctAddresses.ShareMailbox(FirmAddress, email))
                yield return new Mistake($"Raters[{index}].Email", DistinctAddresses.NotTheFirms);
        }
    }
}

/// <summary>A rater answers through a link, or an interview is recorded.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Ratings">Values for outcomes, if any.</param>
/// <param name="Texts">What the rater said.</param>
/// <param name="Link">The link through which the rater answers; null for an interview.</param>
/// <param name="ByCoach">Whether the coach records it on the own page.</param>
internal sealed record RespondAsRater(
    string Rater, ImmutableArray<Reading> Ratings, RaterResponseTexts Texts, string? Link, bool ByCoach = false) : Command
{
    private AnswerSource Source => Link is not null ? AnswerSource.Link : ByCoach ? AnswerSource.Coach : AnswerSource.Firm;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [Present(engagement.Cycle.FindRater(Rater))];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        var cycle = engagement.Cycle;
        if (cycle.FindRater(Rater) is not { } rater)
            return new NoSuch("rater");

        var refusal = StepRules.InStep(engagement, "Raters are heard in step 3.", Step.ThreeSixtyInterviews)
            ?? StepRules.KnownOutcomes(cycle, Ratings, nameof(Ratings));
        if (refusal is not null)
            return refusal;

        var response = new RaterResponse(Ratings, documents.Put(Texts, Present(rater)), Link, ByCoach);
        if (rater.Answers.Exists(answer => answer.Response.IsSameAs(response)))
            return Decision.NothingToDo;
        if (IsTooLate(rater, response.Source))
            return new RaterAnswered();

        var responded = new RaterResponded(Rater, response);
        var after = responded.ApplyTo(engagement, now);
        return ThreeSixtyInterviews.CloseThemselves(after, after.Cycle, now)
            ? Decision.Accept(responded, new InterviewsDone(CloseReason.AllAnswered, ReasonText: null))
            : responded;
    }

    // What a rater writes through a link stands for itself, even where it repeats what was written before.
    private DocumentRef? Present(Rater? rater) => Link is null ? rater?.InterviewBy(Source)?.Texts : null;

    // The firm's software is never refused: the refusal would tell it that the rater has answered.
    private static bool IsTooLate(Rater rater, AnswerSource source) => source switch
    {
        AnswerSource.Link => rater.IsHeard,
        AnswerSource.Coach => rater.Answers.Exists(answer => answer.Response.Source == AnswerSource.Link),
        _ => false,
    };
}

/// <summary>The coach closes the 360-degree interviews.</summary>
/// <param name="Reason">Needed where too few have answered.</param>
internal sealed record CloseThreeSixty(string? Reason) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (StepRules.InStep(engagement, "The 360-degree interviews are closed in step 3.", Step.ThreeSixtyInterviews) is { } refusal)
            return refusal;

        if (ThreeSixtyInterviews.Missing(engagement, engagement.Cycle, now) is not { } missing)
            return new InterviewsDone(CloseReason.ByCoach, documents.PutNote(Reason));
        return Reason is not null && engagement.DayOf(now) >= missing.WithReasonFrom
            ? new InterviewsDone(CloseReason.Overdue, documents.PutNote(Reason))
            : missing;
    }
}

/// <summary>Someone is asked about the leader.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Details">Refers to a <see cref="PersonDetails"/>.</param>
internal sealed record RaterAdded(string Rater, Relationship Relationship, string TimeZone, DocumentRef Details) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle => cycle with
    {
        Raters = cycle.Raters.Add(new Rater(new Person(Rater, Role.Rater, TimeZone, Details, Relationship), at)),
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Person(Rater)];
}

/// <summary>A rater was heard.</summary>
/// <param name="Rater">The rater's id.</param>
/// <param name="Response">What they answered.</param>
internal sealed record RaterResponded(string Rater, RaterResponse Response) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle.InRater(Rater, rater => rater.Answer(Response, AddressNumber(engagement, rater))));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Response.Link is null
        ? []
        : [new Notice(ReceiptKey(after), MailKind.Receipt, Rater)];

    private int AddressNumber(Engagement engagement, Rater rater) =>
        Response.Link is { } link && Links.Find(engagement, link) is { } mailed ? mailed.AddressNumber : rater.Person.AddressNumber;

    private string ReceiptKey(Engagement after) =>
        ThreeSixtyInterviews.ObligationKey(after.Cycle, after.Cycle.FindRater(Rater)!);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Response(Rater, Response.Source)];
}

/// <summary>Why the 360-degree interviews were closed.</summary>
internal enum CloseReason
{
    /// <summary>Everyone who was asked has answered.</summary>
    AllAnswered,

    /// <summary>Enough have answered, and the coach closed.</summary>
    ByCoach,

    /// <summary>Too few have answered for too long; the coach closed with a reason.</summary>
    Overdue,
}

/// <summary>Milestone of step 3: the 360-degree interviews are closed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ReasonText">Refers to the coach's reason, if one was given.</param>
internal sealed record InterviewsDone(CloseReason Reason, DocumentRef? ReasonText) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { ThreeSixtyClosed = Reason });
}
