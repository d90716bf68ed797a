using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>A meeting that a mail puts into the recipient's calendar, or takes out of it.</summary>
/// <param name="Review">Whose meeting it is.</param>
/// <param name="Meeting">The appointment.</param>
/// <param name="Sequence">The calendar's sequence number of this change.</param>
/// <param name="IsCalledOff">Whether it is taken out.</param>
internal sealed record CalendarEntry(ReviewKind Review, Meeting Meeting, int Sequence, bool IsCalledOff);

/// <summary>Invitations to the two reviews, and their meetings.</summary>
internal static class ReviewLetters
{
    public static MailView Invitation(MailContext context)
    {
        var kind = MailsOwed.ReviewIn(context.Cycle, context.Mail.About);
        var review = ReviewNames.Of(kind);
        var day = context.Cycle.ReviewDay(kind)!.Value;
        var appointment = context.Cycle.ReviewOf(kind).Meeting is { } meeting
            ? $"The meeting is arranged for {Words.Of(meeting.StartsAt, meeting.Minutes, context.Zone)}."
            : context.Recipient!.Role == Role.Coach
                ? $"No meeting is arranged yet. Please agree a time with {context.Leader} and the sponsors, and record it in your "
                    + $"workspace, behind the link below: everyone is invited then."
                : $"No meeting is arranged yet; {context.Coach} will agree a time with you, and an invitation for your calendar follows.";
        return context.Letter(
            $"The {review} of {context.TheProgram} is coming",
            [
                $"The {review} of {context.TheProgram} is due on {Words.Of(day)}. Coach, leader and sponsors compare actual with "
                    + $"intended outcomes"
                + (kind == ReviewKind.Mid ? " and agree corrections to the program where they are needed."
                    : ", celebrate what was achieved, and agree how it goes on."),
                appointment,
            ]);
    }

    public static MailView Scheduled(MailContext context)
    {
        var entry = Calendar(context.Engagement, context.Mail).Single();
        var place = PlaceOf(context, entry.Meeting);
        return context.Letter(
            $"{Name(entry.Review)} of {context.TheProgram}: {Words.Of(Zones.DayOf(entry.Meeting.StartsAt, context.Zone))}",
            [
                $"The {ReviewNames.Of(entry.Review)} of {context.TheProgram} takes place on "
                    + $"{Words.Of(entry.Meeting.StartsAt, entry.Meeting.Minutes, context.Zone)}.",
                .. place is null ? ImmutableArray<string>.Empty : [$"Place: {place}"],
                "The attached invitation puts it into your calendar; if an earlier time is there already, it is replaced. If you cannot "
                    + "come, please reply to this mail.",
            ]);
    }

    public static MailView CalledOff(MailContext context)
    {
        var entry = Calendar(context.Engagement, context.Mail).Single();
        return context.Letter(
            $"Called off: {ReviewNames.Of(entry.Review)} of {context.TheProgram}",
            [
                $"The meeting for the {ReviewNames.Of(entry.Review)} of {context.TheProgram} on "
                    + $"{Words.Of(entry.Meeting.StartsAt, entry.Meeting.Minutes, context.Zone)} was called off.",
                "The attachment takes it out of your calendar.",
                .. context.Cycle.ReviewOf(entry.Review).IsPending && context.Engagement.Status == EngagementStatus.Active
                    ? ["The review itself is still to be held; you will be invited when there is a new time."]
                    : ImmutableArray<string>.Empty,
            ]);
    }

    /// <summary>What a mail changes in the recipient's calendar.</summary>
    public static IEnumerable<CalendarEntry> Calendar(Engagement engagement, MailDecided mail)
    {
        var cycle = MailContext.CycleOf(engagement, mail);
        switch (mail.MailKind)
        {
            // Occasions count from 1, an event's sequence from 0.
            case MailKind.MeetingScheduled when MailsOwed.MeetingIn(cycle, mail.About) is var kind
                && cycle.ReviewOf(kind).Meeting is { } meeting:
                return [new CalendarEntry(kind, meeting, mail.Occasion - 1, IsCalledOff: false)];
            case MailKind.MeetingCancelled when MailsOwed.MeetingIn(cycle, mail.About) is var kind
                && cycle.ReviewOf(kind).CalledOff is { } meeting:
                return [new CalendarEntry(kind, meeting, mail.Occasion - 1, IsCalledOff: true)];
            default:
                return [];
        }
    }

    /// <summary>The attachments that do so.</summary>
    public static ImmutableArray<MailAttachment> Attachments(MailContext context) =>
    [
        .. Calendar(context.Engagement, context.Mail).Select(entry => ReviewCalendar.Attachment(new ReviewEvent(
            NameBasedId.Of(context.Engagement.Id, $"{context.Cycle.Number}/{(entry.Review == ReviewKind.Mid ? "mid" : "end")}-meeting"),
            entry.Sequence,
            context.DecidedAt,
            entry.Meeting.StartsAt,
            entry.Meeting.Minutes,
            $"{Name(entry.Review)}: coaching of {context.Leader}",
            PlaceOf(context, entry.Meeting),
            context.Firm,
            context.To,
            entry.IsCalledOff))),
    ];

    private static string? PlaceOf(MailContext context, Meeting meeting) =>
        meeting.Place is { } place ? OneLine.Of(context.Documents.Get<NoteText>(place).Text) : null;

    private static string Name(ReviewKind review) =>
        StepNames.Of(review == ReviewKind.Mid ? Step.MidProgramReview : Step.EndOfProgramReview);
}
