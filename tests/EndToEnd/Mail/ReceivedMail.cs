using System.Collections.Immutable;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Mail;

/// <summary>A mail that the server took: its id is the Message-ID, its fault what went wrong after the server had taken it.</summary>
public sealed record ReceivedMail(
    string Id, string? Fault, bool IsSecure, Envelope Envelope, ImmutableArray<Mailbox> From, ImmutableArray<Mailbox> To,
    ImmutableArray<Mailbox> ReplyTo, DateTimeOffset Date,
    string Subject, ImmutableDictionary<string, string> Headers, string Text, string Html, ImmutableArray<OutboxLink> Links,
    ImmutableArray<ReceivedFile> Attachments)
{
    /// <summary>The mail's id in the journal.</summary>
    public string MailId => Id.TrimStart('<').Split('@')[0];
}

/// <summary>From which address a mail came, and to which it was to go, in the words of the protocol.</summary>
public sealed record Envelope(string From, ImmutableArray<string> To);

/// <summary>A name and an address.</summary>
public sealed record Mailbox(string Name, string Address);

/// <summary>A file in a mail, with the method that its content type names, and what a parser of calendars reads in it.</summary>
public sealed record ReceivedFile(string Name, string ContentType, string? Method, ReceivedCalendar? Calendar);

/// <summary>The one event of a calendar.</summary>
public sealed record ReceivedCalendar(
    string Method, int Events, string Uid, int Sequence, string Stamp, string Starts, string Ends, string Status, string Organizer,
    ImmutableArray<string> Attendees);
