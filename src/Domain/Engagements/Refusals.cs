using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>A rule that stands against a command, with what the caller can do about it. No refusal holds personal text.</summary>
/// <param name="Code">Stable name of the rule, in kebab case.</param>
/// <param name="Detail">What was wrong and what to do, for a person.</param>
internal abstract record Refusal(string Code, string Detail);

/// <summary>The command is about something that does not exist in this engagement.</summary>
internal abstract record NotThere(string Code, string Detail) : Refusal(Code, Detail);

/// <summary>A value cannot be accepted as the engagement stands.</summary>
/// <param name="Code">Stable name of the rule, in kebab case.</param>
/// <param name="Member">Which member of the command: <c>HeldOn</c>, <c>Raters[2].Email</c>.</param>
/// <param name="Detail">What was wrong and what to do, for a person.</param>
internal abstract record BadValue(string Code, string Member, string Detail) : Refusal(Code, Detail)
{
    /// <summary>All that is wrong, where one rule finds several values.</summary>
    public virtual ImmutableArray<Mistake> Mistakes => [new(Member, Detail)];
}

/// <summary>What is wrong with a member of a command, for a person: "must lie in the future".</summary>
internal sealed record Mistake(string Member, string Text);

/// <summary>The engagement is not where this command belongs.</summary>
internal abstract record Conflict(string Code, string Detail) : Refusal(Code, Detail);

/// <summary>The command belongs to another step.</summary>
/// <param name="Now">The step in which the engagement is.</param>
/// <param name="Needed">When the command is taken, in words.</param>
internal sealed record OutOfStep(Step Now, string Needed)
    : Conflict("out-of-step", $"The engagement is in step {(int)Now}, {StepNames.Of(Now)}. {Needed}");

/// <summary>The engagement is completed or was cancelled.</summary>
/// <param name="Status">Which of the two.</param>
internal sealed record EngagementOver(EngagementStatus Status)
    : Conflict("engagement-over", Status == EngagementStatus.Cancelled
        ? "The engagement was cancelled; nothing can be added to it. Start a new engagement to go on."
        : "The engagement is completed; nothing can be added to it. Start a new engagement to go on.");

/// <summary>How many answers a group of raters has given.</summary>
/// <param name="Groups">The groups that are counted as one.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Responded">How many answers there are.</param>
/// <param name="Missing">How many there are not.</param>
internal sealed record MissingAnswers(ImmutableArray<Relationship> Groups, int Asked, int Responded, int Missing);

/// <summary>Too few raters have answered to close the 360-degree interviews.</summary>
/// <param name="Groups">What is missing, group by group, as far as the firm may know it.</param>
/// <param name="AnswersMissing">How many more must answer.</param>
/// <param name="IsBossAsked">Whether a boss was asked.</param>
/// <param name="WithReasonFrom">From this day on they can be closed with a reason.</param>
internal sealed record TooFewAnswers(ImmutableArray<MissingAnswers> Groups, int AnswersMissing, bool IsBossAsked, DateOnly WithReasonFrom)
    : Conflict("too-few-answers",
        $"Too few have answered: {Needed(AnswersMissing, IsBossAsked)}.{Describe(Groups)} From {WithReasonFrom:yyyy-MM-dd} on they can "
            + $"be closed with a reason.")
{
    /// <summary>What is needed, in words: "2 more answers are needed".</summary>
    /// <param name="missing">How many more must answer.</param>
    /// <param name="isBossAsked">Whether a boss was asked.</param>
    public static string Needed(int missing, bool isBossAsked)
    {
        var answers = missing == 1 ? "1 more answer is needed" : $"{missing} more answers are needed";
        return (missing, isBossAsked) switch
        {
            (0, _) => "no boss was asked",
            (_, true) => answers,
            _ => $"{answers}, and no boss was asked",
        };
    }

    private static string Describe(ImmutableArray<MissingAnswers> groups) => groups.IsEmpty
        ? " So few were asked that answers are not counted by group."
        : $" By group: {string.Join(", ", groups.Select(group =>
            $"{Words.Listed([.. group.Groups.Select(ObligationWords.Group)])} {group.Missing} missing of {group.Asked} asked"))}.";
}

/// <summary>The review cannot be held yet.</summary>
/// <param name="Review">Which review.</param>
/// <param name="From">The first day on which it can.</param>
internal sealed record ReviewNotOpen(ReviewKind Review, DateOnly From)
    : Conflict("review-not-open", $"The {ReviewNames.Of(Review)} is accepted from {From:yyyy-MM-dd} on.");

/// <summary>The review was held already.</summary>
/// <param name="Review">Which review.</param>
/// <param name="Now">The step in which the engagement is.</param>
internal sealed record ReviewHeldAlready(ReviewKind Review, Step Now)
    : Conflict("review-held", $"The engagement is in step {(int)Now}, {StepNames.Of(Now)}: its {ReviewNames.Of(Review)} was held already.");

/// <summary>The rater was heard already: words given through a link are not overwritten, nor do they overwrite an interview.</summary>
internal sealed record RaterAnswered()
    : Conflict(
        "rater-answered",
        "This rater was heard already; an answer given through a link is never replaced, nor does it replace an interview.");

/// <summary>The revision that was decided on is not the one under review.</summary>
/// <param name="Decided">The revision that the decision names.</param>
/// <param name="Current">The revision under review.</param>
internal sealed record StaleRevision(int Decided, int Current)
    : Conflict("stale-revision", Decided == Current
        ? $"This decision is about another content of revision {Current} than the one under review. Read and decide on revision "
            + $"{Current} as it is."
        : $"This decision is about revision {Decided}; revision {Current} has taken its place. Read and decide on revision {Current}.");

/// <summary>The person has decided on this revision already.</summary>
/// <param name="Revision">The revision.</param>
internal sealed record AlreadyDecided(int Revision)
    : Conflict("already-decided", $"Your decision on revision {Revision} is recorded already.");

/// <summary>The change was made on what is no longer there.</summary>
/// <param name="Present">What is there now.</param>
internal sealed record ChangedElsewhere(Edition Present)
    : Conflict("changed-elsewhere", Present.At is { } at
        ? $"This was changed at {at:yyyy-MM-dd'T'HH:mm:ss'Z'}, after what the request was made on. Look at what is there now; to "
            + $"replace it, "
            + "send the request with its ETag in If-Match."
        : "The request was made on something that is not there. Send it without If-Match to record it for the first time.");

/// <summary>There is no such person, rater, session or meeting in this engagement.</summary>
/// <param name="What">What was looked for.</param>
internal sealed record NoSuch(string What) : NotThere("not-found", $"This engagement has no such {What}.");

/// <summary>The day lies in the future, or before it could have happened.</summary>
/// <param name="Member">Which member.</param>
/// <param name="From">The first day that is accepted.</param>
/// <param name="Today">The last day that is accepted.</param>
/// <param name="Zone">Where it is that day.</param>
internal sealed record DayOutOfRange(string Member, DateOnly From, DateOnly Today, string Zone)
    : BadValue(
        "day-out-of-range", Member,
        $"must be a day from {From:yyyy-MM-dd} to {Today:yyyy-MM-dd}, which is today in the time zone {Zones.NameOf(Zone)}");

/// <summary>A reading names an outcome that this cycle does not have, or names one twice.</summary>
/// <param name="Member">Which member.</param>
internal sealed record UnknownOutcome(string Member)
    : BadValue("unknown-outcome", Member, "must be the id of one of the engagement's outcomes, each at most once");

/// <summary>Someone attended who does not take part.</summary>
/// <param name="Member">Which member.</param>
internal sealed record UnknownAttendee(string Member)
    : BadValue("unknown-attendee", Member, "must be a person's id, or one of the roles leader, coach and sponsor");

/// <summary>More raters than can be asked.</summary>
/// <param name="Present">How many there are.</param>
internal sealed record TooManyRaters(int Present)
    : BadValue(
        "too-many-raters", nameof(AddRaters.Raters),
        $"must be at most {ThreeSixtyInterviews.MaximumRaters} raters in all; {Present} are there already");

/// <summary>A meeting in the past.</summary>
internal sealed record MeetingInThePast()
    : BadValue("meeting-in-the-past", nameof(ScheduleReviewMeeting.StartsAt), "must lie in the future");

/// <summary>A review is arranged for a time at which no program runs any more.</summary>
/// <param name="Latest">The latest time allowed.</param>
internal sealed record MeetingTooLate(DateTimeOffset Latest)
    : BadValue("meeting-too-late", nameof(ScheduleReviewMeeting.StartsAt), $"must lie before {Latest:yyyy-MM-dd}");

/// <summary>A fresh link was asked for a moment ago.</summary>
/// <param name="Minutes">How many minutes lie between two.</param>
internal sealed record FreshLinkTooSoon(int Minutes)
    : Conflict("fresh-link-too-soon", $"A new link was mailed less than {Minutes} minutes ago; please look into your mailbox.");

/// <summary>So many fresh links were asked for that the next one has to wait.</summary>
/// <param name="Most">How many were mailed.</param>
/// <param name="Days">In how many days the next one can be mailed.</param>
internal sealed record TooManyFreshLinks(int Most, int Days)
    : Conflict("too-many-fresh-links",
        $"{Most} new links were mailed already; the next one can be mailed {Words.In(Days)}. "
        + "The newest one in your mailbox works for longest.");

/// <summary>The link was used, expired or revoked.</summary>
/// <param name="Status">Which of these.</param>
internal sealed record LinkNotOpen(LinkStatus Status) : Conflict("link-not-open", "This link cannot be used (any more).");

/// <summary>A code was mailed a moment ago.</summary>
/// <param name="Minutes">How many minutes lie between two.</param>
internal sealed record AccessCodeTooSoon(int Minutes)
    : Conflict("access-code-too-soon", $"A code was mailed less than {Minutes} minutes ago; please look into your mailbox.");

/// <summary>So many codes were asked for, and none entered rightly, that somebody may be guessing.</summary>
/// <param name="Most">How many were mailed.</param>
/// <param name="Days">In how many days the next one can be mailed.</param>
internal sealed record TooManyAccessCodes(int Most, int Days)
    : Conflict("too-many-access-codes",
        $"{Most} codes were mailed, and none was entered rightly. The next one can be mailed {Words.In(Days)}. "
        + "If you need one sooner, get a new link below: with the newest link in your mailbox you can get a code at once.");

/// <summary>The address is not confirmed: what the person may read is not shown to it, and nothing is decided from it.</summary>
internal sealed record AddressNotConfirmed()
    : Conflict("address-not-confirmed", "Nothing is recorded: this address is new and is not confirmed yet.");

/// <summary>The former address has objected a short while ago.</summary>
/// <param name="From">From this day on coach or leader can confirm the new one.</param>
internal sealed record AddressObjectionStands(DateOnly From)
    : Conflict(
        "address-objection-stands",
        $"The former address says that this is not right. Please talk to each other; you can confirm the new address from "
        + $"{From:yyyy-MM-dd} on.");

/// <summary>The address that was looked at is not the one on record any more.</summary>
internal sealed record AddressChangedAgain()
    : Conflict("address-changed-again", "The address was changed again in the meantime. Please look at the one that is on record now.");
