using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.Browser.Tests.Play;

/// <summary>A mail that has a link.</summary>
/// <param name="Id">The mail's id.</param>
/// <param name="Link">Where its link leads.</param>
internal sealed record MailWithLink(string Id, Uri Link);

/// <summary>The mails of one person.</summary>
internal sealed class Mailbox(AppInProcess app, string email)
{
    public string Email => email;

    /// <summary>The newest mail that has a link of a kind.</summary>
    public async Task<MailWithLink> NewestAsync(string rel) => (await WithLinkAsync(rel))[^1];

    /// <summary>The oldest mail that has a link of a kind.</summary>
    public async Task<MailWithLink> OldestAsync(string rel) => (await WithLinkAsync(rel))[0];

    /// <summary>The newest mail with a code.</summary>
    public async Task<string> NewestCodeAsync() => (await MailsAsync()).Last(mail => mail.Kind == "accessCode").Id;

    /// <summary>How many mails of a kind have come.</summary>
    public async Task<int> CountAsync(string kind) => (await MailsAsync()).Count(mail => mail.Kind == kind);

    private async Task<IReadOnlyList<MailWithLink>> WithLinkAsync(string rel) =>
    [
        .. from mail in await MailsAsync()
           from link in mail.Links
           where link.Rel == rel
           select new MailWithLink(mail.Id, link.Href),
    ];

    private async Task<IReadOnlyList<OutboxMail>> MailsAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await app.Api.SettleAsync(cancellation);
        return await app.Api.OutboxAsync(email, cancellation);
    }
}
