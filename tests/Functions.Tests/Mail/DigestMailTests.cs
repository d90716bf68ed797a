using AngleSharp.Html.Parser;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>What a digest says.</summary>
public sealed class DigestMailTests
{
    private static readonly IReadOnlyList<WrittenMail> All =
        [.. MailBook.Complete().Where(mail => MailRules.Of(mail.Decided.MailKind).IsGathered)];

    public static TheoryData<string> Recipients => ["firm", .. Enum.GetNames<Role>()];

    private static string To(WrittenMail mail) => mail.To?.Role.ToString() ?? "firm";

    [Theory, MemberData(nameof(Recipients))]
    public async Task Each_thing_has_a_line_that_says_by_when_and_a_button_of_its_own(string to)
    {
        var mails = All.Where(mail => To(mail) == to).DistinctBy(mail => (mail.Decided.MailKind, mail.Obligation?.Kind)).ToList();
        if (mails.Count == 1)
            mails = [.. All.Where(mail => To(mail) == to).Take(2)];
        var digest = await MailBook.ComposeAsync(mails);

        Assert.InRange(mails.Count, 2, 20);
        Assert.Equal(mails.Count, digest.Text.Split("\n* ").Length - 1);
        Assert.Equal(
            mails.Select(mail => mail.Sent.Links.SingleOrDefault()?.Href).OfType<string>().Order(StringComparer.Ordinal),
            digest.Links.Select(link => link.Href).Order(StringComparer.Ordinal));
        Assert.All(digest.Links, link => Assert.Contains(link.Href, digest.Text, StringComparison.Ordinal));
        Assert.All(mails.Where(mail => mail.Obligation is not null), mail =>
            Assert.Contains(Words.Of(mail.Obligation!.Due), digest.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Reminder:", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Canary, digest.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', digest.Subject);
        Assert.StartsWith($"Dear {digest.ToName},\n", digest.Text, StringComparison.Ordinal);
        Assert.Contains("\n-- \nYou get this mail because ", digest.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Recipients))]
    public async Task Text_and_html_say_the_same(string to)
    {
        var digest = await MailBook.ComposeAsync(All.Where(mail => To(mail) == to));

        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(digest.Html);
        var html = document.QuerySelectorAll("p,td.button").Select(paragraph => paragraph.TextContent).ToList();
        var text = digest.Text.Split('\n').Where(line => line.Length > 0 && line != "-- ")
            .Select(line => line.Split(": https://")[0]).Select(line => line.StartsWith("* ", StringComparison.Ordinal) ? line[2..] : line);
        Assert.All(text, line => Assert.Contains(line, html));
        Assert.Equal(digest.Subject, document.Title);
    }

    [Fact]
    public async Task One_line_alone_is_the_mail_that_it_stands_for()
    {
        var mail = All[0];

        var digest = await MailBook.ComposeAsync([mail]);

        Assert.Equal((mail.Sent.Subject, mail.Sent.Text, mail.Sent.Html), (digest.Subject, digest.Text, digest.Html));
    }

    [Fact]
    public async Task Names_cannot_make_up_lines_or_markup()
    {
        var hostile = MailBook.Complete(name => $"{name}\r\n* <b>Pay now</b>")
            .Where(mail => MailRules.Of(mail.Decided.MailKind).IsGathered);

        var digest = await MailBook.ComposeAsync(hostile.Where(mail => mail.To is null));

        Assert.DoesNotContain("\n* <b>", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", digest.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_names_at_one_address_are_both_greeted()
    {
        var (leader, sponsor) = (All.First(mail => mail.To?.Role == Role.Leader), All.First(mail => mail.To?.Role == Role.Sponsor));

        Assert.Equal("Lea Leader, Sam Sponsor", (await MailBook.ComposeAsync([leader, sponsor])).ToName);
    }
}
