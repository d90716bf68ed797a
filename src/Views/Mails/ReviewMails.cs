namespace CoachingWorkflow.Views;

/// <summary>A meeting that a mail puts into the recipient's calendar, or takes out of it.</summary>
/// <param name="Review">Whose meeting it is.</param>
/// <param name="Cycle">The number of the review's cycle.</param>
/// <param name="Meeting">The appointment.</param>
/// <param name="Sequence">The calendar's sequence number of this change, from 0.</param>
/// <param name="At">When it was decided.</param>
/// <param name="IsCalledOff">Whether it is taken out.</param>
public sealed record MeetingChange(
    ReviewKind Review, int Cycle, MeetingView Meeting, int Sequence, DateTimeOffset At, bool IsCalledOff)
{
    internal static MeetingChange Of(MailSources sources, ReviewKind review, Meeting meeting, bool isCalledOff) => new(
        review, sources.Cycle.Number,
        new MeetingView(meeting.StartsAt, meeting.Minutes, PlaceOf(sources, meeting)),
        Sequence: sources.Mail.Occasion - 1, // Occasions count from 1.
        sources.DecidedAt, isCalledOff);

    private static string? PlaceOf(MailSources sources, Meeting meeting) =>
        meeting.Place is { } place ? OneLine.Of(sources.Documents.Get<NoteText>(place).Text) : null;
}

/// <summary>A review is coming.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Review">Which.</param>
/// <param name="Due">Its day.</param>
/// <param name="StartsAt">When its meeting starts, if one is arranged.</param>
/// <param name="Minutes">How long the meeting takes.</param>
public sealed record ReviewInvitationMail(MailFrame Frame, ReviewKind Review, DateOnly Due, DateTimeOffset? StartsAt, int? Minutes)
    : MailContent(Frame)
{
    internal static ReviewInvitationMail Of(MailSources sources)
    {
        var (kind, review) = ReviewInvitations.Mail.Subject(sources.Engagement, sources.Mail);
        return new ReviewInvitationMail(
            sources.Frame, kind, sources.Cycle.ReviewDay(kind)!.Value, review.Meeting?.StartsAt, review.Meeting?.Minutes);
    }
}

/// <summary>A review's meeting has a (new) time.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Change">The appointment.</param>
public sealed record MeetingScheduledMail(MailFrame Frame, MeetingChange Change) : MailContent(Frame)
{
    /// <inheritdoc/>
    public override MeetingChange Calendar => Change;

    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [ReviewMeeting.Scheduled.Subject(engagement, mail).Review.Meeting?.Place];

    internal static MeetingScheduledMail Of(MailSources sources)
    {
        var (kind, review) = ReviewMeeting.Scheduled.Subject(sources.Engagement, sources.Mail);
        return new MeetingScheduledMail(sources.Frame, MeetingChange.Of(sources, kind, review.Meeting!, isCalledOff: false));
    }
}

/// <summary>A review's meeting was called off.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Change">The appointment that no longer is.</param>
/// <param name="IsStillToBeHeld">Whether the review will have another meeting.</param>
public sealed record MeetingCancelledMail(MailFrame Frame, MeetingChange Change, bool IsStillToBeHeld) : MailContent(Frame)
{
    /// <inheritdoc/>
    public override MeetingChange Calendar => Change;

    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [ReviewMeeting.Cancelled.Subject(engagement, mail).Review.CalledOff?.Place];

    internal static MeetingCancelledMail Of(MailSources sources)
    {
        var (kind, review) = ReviewMeeting.Cancelled.Subject(sources.Engagement, sources.Mail);
        return new MeetingCancelledMail(
            sources.Frame, MeetingChange.Of(sources, kind, review.CalledOff!, isCalledOff: true),
            IsStillToBeHeld: review.IsPending && sources.Engagement.Status == EngagementStatus.Active);
    }
}
