using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Writes invitations and cancellations that calendars understand (RFC 5546).</summary>
internal static class ReviewCalendar
{
    /// <summary>The <c>.ics</c> attachment of a mail.</summary>
    /// <param name="change">What changes in the recipient's calendar.</param>
    /// <param name="frame">Who writes to whom.</param>
    /// <param name="organizer">The firm's address.</param>
    public static MailAttachment Attachment(MeetingChange change, MailFrame frame, string organizer)
    {
        // Mail programs take the invitation only when the body and the MIME type name the same method.
        var method = change.IsCalledOff ? CalendarMethods.Cancel : CalendarMethods.Request;
        var calendar = new Calendar { Method = method, ProductId = "-//CoachingWorkflow//Reviews//EN" };
        calendar.Events.Add(Event(change, frame, organizer));

        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return new MailAttachment(
            change.IsCalledOff ? "cancellation.ics" : "invitation.ics", $"text/calendar; method={method}; charset=utf-8",
            Encoding.UTF8.GetBytes(ContentLines.Refold(text)));
    }

    private static CalendarEvent Event(MeetingChange change, MailFrame frame, string organizer)
    {
        var (id, step) = change.Review == ReviewKind.Mid ? ("mid", Step.MidProgramReview) : ("end", Step.EndOfProgramReview);
        return new CalendarEvent
        {
            // The same for all changes of the same meeting.
            Uid = NameBasedId.Of(frame.Engagement, FormattableString.Invariant($"{change.Cycle}/{id}-meeting")),
            Sequence = change.Sequence,
            DtStamp = Utc(change.At),
            Start = Utc(change.Meeting.StartsAt),
            End = Utc(change.Meeting.StartsAt.AddMinutes(change.Meeting.Minutes)),
            Summary = $"{StepNames.Of(step)}: coaching of {frame.Leader}",
            Location = change.Meeting.Place,
            Status = change.IsCalledOff ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer { CommonName = Parameter(frame.Firm), Value = Mailto(organizer) },
            Attendees =
            [
                new Attendee
                {
                    CommonName = Parameter(frame.ToName),
                    Value = Mailto(frame.ToAddress),
                    Role = ParticipationRole.RequiredParticipant,
                    ParticipationStatus = EventParticipationStatus.NeedsAction,
                    Rsvp = !change.IsCalledOff,
                },
            ],
        };
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime);

    // A parameter's value can be quoted but has no escape for a quote (RFC 5545, 3.1).
    private static string Parameter(string name) => OneLine.Of(name).Replace('"', '\'');

    // RFC 6068: as few escapes as possible, because calendars that compare addresses seldom undo them.
    // An address that is none must not keep its mail from being written.
    private static Uri? Mailto(string address)
    {
        var line = OneLine.Of(address);
        var at = line.LastIndexOf('@');
        var local = string.Concat(line.Take(Math.Max(at, 0)).Select(character =>
            char.IsAsciiLetterOrDigit(character) || ".!$'*+-_~".Contains(character, StringComparison.Ordinal)
                ? $"{character}" : Escaped(character)));
        return at > 0 && Uri.TryCreate($"mailto:{local}@{line[(at + 1)..]}", UriKind.Absolute, out var uri) ? uri : null;
    }

    private static string Escaped(char character) => character < 128 ? Uri.HexEscape(character) : $"{character}";
}
