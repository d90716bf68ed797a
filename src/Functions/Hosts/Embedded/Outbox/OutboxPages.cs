using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>The outbox as a browser shows it.</summary>
internal static class OutboxPages
{
    public static string List(IReadOnlyList<OutboxMail> mails)
    {
        var rows = new StringBuilder();
        foreach (var mail in mails)
        {
            rows.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{mail.SentAt:yyyy-MM-dd HH:mm}</td><td>{Text(mail.To)}</td><td><a href="/dev/mail/{Uri.EscapeDataString(mail.Id)}">{Text(mail.Subject)}</a></td></tr>

                """);
        }

        return Page("Outbox", $"""
            <h1>Outbox</h1>
            <p>{mails.Count} mails, oldest first. None has left this machine.</p>
            <table><thead><tr><th>Sent (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>
            {rows}</tbody></table>
            """);
    }

    public static string Mail(OutboxMail mail, string html)
    {
        var links = string.Concat(mail.Links.Select(link => $"<li><a href=\"{Text(link.Href)}\">{Text(link.Rel)}</a></li>"));
        var attachments = string.Concat(mail.Attachments.Select(attachment => $"<li>{Text(attachment.Name)} ({Text(attachment.ContentType)})</li>"));

        // The mail's own links do nothing in the frame: those above it are the same.
        return Page(mail.Subject, $"""
            <p><a href="/dev/mail">Outbox</a></p>
            <h1>{Text(mail.Subject)}</h1>
            <p>To {Text(mail.To)}, {mail.SentAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</p>
            <ul>{links}{attachments}</ul>
            <iframe title="The mail" sandbox srcdoc="{Text(html)}"></iframe>
            <pre>{Text(mail.Text)}</pre>
            """);
    }

    private static string Page(string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{Text(title)}}</title>
        <style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}td,th{text-align:left;padding:.2rem 1rem .2rem 0}
        iframe{border:1px solid #888;height:30rem;width:100%}pre{white-space:pre-wrap}</style></head>
        <body>{{body}}</body></html>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
