using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>A review's meeting as one recipient's calendar gets it.</summary>
/// <param name="Uid">The same for all changes of the same meeting.</param>
/// <param name="Sequence">From 0; a change replaces what has a smaller one.</param>
/// <param name="Stamp">When this change was decided.</param>
/// <param name="StartsAt">When the meeting starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Summary">What it is, without confidential text.</param>
/// <param name="Place">Where, if that is known.</param>
/// <param name="Organizer">The firm.</param>
/// <param name="Attendee">The recipient.</param>
/// <param name="IsCalledOff">Whether it is taken out of the calendar.</param>
internal sealed record ReviewEvent(
    string Uid,
    int Sequence,
    DateTimeOffset Stamp,
    DateTimeOffset StartsAt,
    int Minutes,
    string Summary,
    string? Place,
    FirmContact Organizer,
    PersonDetails Attendee,
    bool IsCalledOff);

/// <summary>Writes invitations and cancellations that calendars understand (RFC 5546).</summary>
internal static class ReviewCalendar
{
    /// <summary>The <c>.ics</c> attachment of a mail.</summary>
    /// <param name="review">The meeting.</param>
    public static MailAttachment Attachment(ReviewEvent review)
    {
        // Mail programs take the invitation only when the body and the MIME type name the same method.
        var method = review.IsCalledOff ? CalendarMethods.Cancel : CalendarMethods.Request;
        var calendar = new Calendar { Method = method, ProductId = "-//CoachingWorkflow//Reviews//EN" };
        calendar.Events.Add(Event(review));

        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return new MailAttachment(
            review.IsCalledOff ? "cancellation.ics"
                : "invitation.ics", $"text/calendar; method={method}; charset=utf-8", Encoding.UTF8.GetBytes(ContentLines.Refold(text)));
    }

    private static CalendarEvent Event(ReviewEvent review) => new()
    {
        Uid = review.Uid,
        Sequence = review.Sequence,
        DtStamp = Utc(review.Stamp),
        Start = Utc(review.StartsAt),
        End = Utc(review.StartsAt.AddMinutes(review.Minutes)),
        Summary = review.Summary,
        Location = review.Place,
        Status = review.IsCalledOff ? EventStatus.Cancelled : EventStatus.Confirmed,
        Organizer = new Organizer { CommonName = Parameter(review.Organizer.Name), Value = Mailto(review.Organizer.Email) },
        Attendees =
        [
            new Attendee
            {
                CommonName = Parameter(review.Attendee.Name),
                Value = Mailto(review.Attendee.Email),
                Role = ParticipationRole.RequiredParticipant,
                ParticipationStatus = EventParticipationStatus.NeedsAction,
                Rsvp = !review.IsCalledOff,
            },
        ],
    };

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
