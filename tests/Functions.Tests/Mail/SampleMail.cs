using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Tests.Mail;

internal static class SampleMail
{
    public static OutgoingMail Of(int number = 1, string to = "zoe@example.org", string? engagement = null) => new(
        NameBasedId.Of("mail", number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        engagement ?? NameBasedId.Of("sample", "engagement"),
        MailKind.MeetingScheduled,
        "Acme Coaching",
        "office@acme.example",
        "Zoë Müller",
        to,
        $"Your review, number {number} – “halfway”",
        "<p>Hello <b>Zoë</b></p><script>alert(1)</script>",
        "Hello Zoë\n",
        [new MailLink("decide", "https://coaching.example.com/api/links/t")],
        [new MailAttachment(
            "invite.ics", "text/calendar; method=REQUEST; charset=utf-8", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"u8.ToArray())]);
}
