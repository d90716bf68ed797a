using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>The outbox as a browser shows it: a mailbox for each recipient, and each mail as its recipient sees it.</summary>
/// <param name="pages">Renders them.</param>
internal sealed class OutboxPages(PageRenderer pages)
{
    private const int LongestList = 100;

    // Mails bring styles of their own, in attributes; but no script, no picture from elsewhere, no form.
    private const string MailSecurity =
        "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>All mailboxes.</summary>
    /// <param name="mails">The mails, oldest first.</param>
    public Task<IResult> BoxesAsync(IReadOnlyList<OutboxMail> mails)
    {
        // The sort is stable: of two mails of one instant, the later one comes first.
        var boxes = mails.Reverse().GroupBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .Select(box => new MailboxSummary(box.Key, box.Count(), Line(box.First())))
            .OrderByDescending(box => box.Newest.SentAt).Take(LongestList);
        return PageAsync<OutboxPage>(new OutboxView([.. boxes], mails.Count));
    }

    /// <summary>One mailbox.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="mails">Its mails, oldest first.</param>
    public Task<IResult> BoxAsync(string address, IReadOnlyList<OutboxMail> mails) =>
        PageAsync<MailboxPage>(new MailboxView(address, [.. mails.Reverse().Take(LongestList).Select(Line)], mails.Count));

    /// <summary>One mail.</summary>
    public Task<IResult> MailAsync(OutboxMail mail) => PageAsync<OutboxMailPage>(new OutboxMailView(
        Line(mail), mail.To, [.. mail.Links.Select(link => KeyValuePair.Create(link.Rel, link.Href))],
        [.. mail.Attachments.Select(file => file.Name)], mail.Text));

    /// <summary>A mail's own HTML, for the frame that shows it. Its links lead out of the frame.</summary>
    /// <param name="html">The mail's body.</param>
    public static IResult Html(string html) =>
        new SecuredPage(html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal), MailSecurity);

    private static MailLine Line(OutboxMail mail) => new(mail.Id, mail.Subject, mail.SentAt);

    private async Task<IResult> PageAsync<TPage>(object view)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var html = await pages.RenderAsync<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view });
        return new SecuredPage(html, PageSecurity.ContentSecurityPolicy + "; frame-src 'self'");
    }

    private sealed class SecuredPage(string html, string security) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers.ContentSecurityPolicy = security;
            headers.XContentTypeOptions = "nosniff";
            return Results.Content(html, "text/html; charset=utf-8").ExecuteAsync(httpContext);
        }
    }
}
