namespace CoachingWorkflow.Domain;

/// <summary>A review's meeting gets a time, or another one.</summary>
/// <param name="Review">Which review.</param>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Where.</param>
internal sealed record ScheduleReviewMeeting(ReviewKind Review, DateTimeOffset StartsAt, int Minutes, string? Place) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [engagement.Cycle.ReviewOf(Review).Meeting?.Place];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (ReviewMeeting.CannotChange(engagement, Review) is { } refusal)
            return refusal;

        var review = engagement.Cycle.ReviewOf(Review);
        var meeting = new Meeting(StartsAt.ToUniversalTime(), Minutes, documents.PutNote(Place, review.Meeting?.Place));
        if (review.Meeting == meeting)
            return Decision.NothingToDo;
        if (StartsAt <= now)
            return new MeetingInThePast();
        if (now.AddDays(ReviewMeeting.LatestAfterNow) is var latest && StartsAt > latest)
            return new MeetingTooLate(latest);
        return new ReviewMeetingScheduled(Review, meeting, review.MeetingSequence + 1);
    }
}

/// <summary>A review's meeting is called off.</summary>
/// <param name="Review">Which review.</param>
internal sealed record CancelReviewMeeting(ReviewKind Review) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (ReviewMeeting.CannotChange(engagement, Review) is { } refusal)
            return refusal;

        var review = engagement.Cycle.ReviewOf(Review);
        return review.Meeting is null ? Decision.NothingToDo : new ReviewMeetingCancelled(Review, review.MeetingSequence + 1);
    }
}

/// <summary>A review's meeting has a time; everyone's calendar is updated.</summary>
/// <param name="Review">Which review.</param>
/// <param name="Meeting">The appointment.</param>
/// <param name="Sequence">How often the appointment was made, changed or called off, this time included.</param>
internal sealed record ReviewMeetingScheduled(ReviewKind Review, Meeting Meeting, int Sequence) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle =>
        cycle.InReview(Review, review => review with { Meeting = Meeting, MeetingSequence = Sequence }));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        ReviewMeeting.Notices(after, Review, MailKind.MeetingScheduled, Sequence);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Meeting(Review)];
}

/// <summary>A review's meeting was called off; everyone's calendar is updated.</summary>
/// <param name="Review">Which review.</param>
/// <param name="Sequence">How often the appointment was made, changed or called off, this time included.</param>
internal sealed record ReviewMeetingCancelled(ReviewKind Review, int Sequence) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle =>
        cycle.InReview(Review, review => review with { Meeting = null, MeetingSequence = Sequence, CalledOff = review.Meeting }));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        ReviewMeeting.Notices(after, Review, MailKind.MeetingCancelled, Sequence);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Meeting(Review)];
}

internal static class ReviewMeeting
{
    public static MailRule<ReviewSubject> Scheduled { get; } = new(MailKind.MeetingScheduled, MailUrgency.Decision)
    {
        SubjectOf = (engagement, mail) => ReviewSubject.Of(engagement, mail, Key),
        StillMatters = (engagement, mail, subject) => engagement.Status == EngagementStatus.Active
            && subject.Review is { IsPending: true, Meeting: not null } && subject.Review.MeetingSequence == mail.Occasion,
    };

    public static MailRule<ReviewSubject> Cancelled { get; } = new(MailKind.MeetingCancelled, MailUrgency.Decision)
    {
        SubjectOf = (engagement, mail) => ReviewSubject.Of(engagement, mail, Key),
        StillMatters = (_, mail, subject) => subject.Review.MeetingSequence == mail.Occasion,
    };

    /// <summary>Far beyond any program, and far from the end of the calendar, where no invitation could be written.</summary>
    public const int LatestAfterNow = 2 * 365;

    public static string Key(Cycle cycle, ReviewKind review) => cycle.Key(review == ReviewKind.Mid ? "mid-meeting" : "end-meeting");

    public static Refusal? CannotChange(Engagement engagement, ReviewKind review)
    {
        if (StepRules.DuringProgram(
            engagement, "A review's meeting is arranged once leader and sponsors have committed to a program.") is { } refusal)
            return refusal;
        return engagement.Cycle.ReviewOf(review).IsPending ? null : new ReviewHeldAlready(review, engagement.Cycle.Step);
    }

    /// <summary>When there is nothing left to meet for: what was still to come is taken out of everyone's calendar.</summary>
    public static IEnumerable<Fact> CallOff(Cycle cycle, DateTimeOffset now) =>
        from kind in Enum.GetValues<ReviewKind>()
        let review = cycle.ReviewOf(kind)
        where review.IsPending && review.Meeting?.StartsAt > now
        select new ReviewMeetingCancelled(kind, review.MeetingSequence + 1);

    public static IEnumerable<Notice> Notices(Engagement after, ReviewKind review, MailKind kind, int sequence) =>
        after.People.Select(person =>
        new Notice(Key(after.Cycle, review), kind, person.Id, Occasion: sequence));
}
