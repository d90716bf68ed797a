using System.Net;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>Before confidential text is shown on a device for the first time: a mailed code.</summary>
public sealed class OneTimeCodeTests
{
    private static readonly string Coach = Bodies.Email("Cora Coach");
    private static readonly string Leader = Bodies.Email("Lea Leader");

    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    public static TheoryData<string, string> Pages => new() { { "workspace", Coach }, { "program", Leader }, { "progress", Sponsor } };

    [Theory, MemberData(nameof(Pages))]
    public async Task An_unknown_device_is_shown_nothing_but_the_question_for_a_code(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await engagement.LinkAsync(rel, to);
        string[] parts = [
            "", "?part=meetings", "?part=interview", "?part=results", "?part=answers", "?part=revision&id=1", "?part=session"];

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var part in parts)
            {
                var page = (await browser.OpenAsync(link + part)).Is(HttpStatusCode.OK);
                Assert.Equal("Please confirm that it is you", page.Heading);
                Assert.DoesNotContain(Bodies.Canary, page.Html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Lea Leader", page.Html, StringComparison.Ordinal);
                (await browser.HeadAsync(link + part)).Is(HttpStatusCode.OK);
            }
        });
        Assert.Null(browser.Cookie);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_code_is_mailed_once_without_a_link_and_opens_the_page(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        var link = await engagement.LinkAsync(rel, to);

        Assert.Equal("Please type your code", (await browser.AskForCodeAsync(link)).Is(HttpStatusCode.OK).Heading);
        var mail = Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "accessCode");
        Assert.Equal(to, mail.To);
        Assert.Empty(mail.Links);
        Assert.DoesNotContain("http", mail.Text, StringComparison.Ordinal);

        var page = (await browser.EnterAsync(link, Browser.CodeIn(mail.Text))).Is(HttpStatusCode.OK);
        Assert.Contains("canary-open", page.Html, StringComparison.Ordinal);
        Assert.Matches(
            "^device-[0-9a-f]{16}=0\\.[0-9]+\\.[A-Za-z0-9_-]{43}; max-age=39312000; path=/; samesite=lax; httponly$",
            browser.SetCookie);
        Assert.Equal(page.Heading, (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
        var interview = (await browser.OpenAsync($"{link}?part=interview")).Is(HttpStatusCode.OK);
        Assert.Equal(to != Sponsor, interview.Html.Contains("canary-secret commitments", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_code_is_counted_and_the_fifth_closes_it()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, link, code) = await AskedAsync(app, browser);
        var wrong = code == "000000" ? "000001" : "000000";

        await engagement.ChangesNothingAsync(async () =>
        {
            for (var miss = 1; miss <= 5; miss++)
            {
                var page = (await browser.EnterAsync(link, wrong)).Is(HttpStatusCode.UnprocessableEntity);
                Assert.Equal(miss < 5 ? "Please type your code" : "Please confirm that it is you", page.Heading);
                Assert.NotNull(page.Document.QuerySelector("[role=alert]"));
                Assert.DoesNotContain(wrong, page.Document.Body!.TextContent, StringComparison.Ordinal);
            }

            (await browser.EnterAsync(link, wrong)).Is(HttpStatusCode.UnprocessableEntity);
            (await browser.EnterAsync(link, code)).Is(HttpStatusCode.UnprocessableEntity);
        });
        (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("Please confirm that it is you");

        await app.AdvanceAsync("PT2M");
        await browser.EnterMailedCodeAsync(engagement, link, Coach);
        (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("This page is for");
    }

    [Fact]
    public async Task Four_wrong_codes_leave_a_fifth_try()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, link, code) = await AskedAsync(app, browser);

        foreach (var wrong in (string[])["x", "12345", $"{code}0", new string('9', 500)])
            (await browser.EnterAsync(link, wrong)).Is(HttpStatusCode.UnprocessableEntity);

        (await browser.EnterAsync(link, $" {code[..3]} {code[3..]} ")).Is(HttpStatusCode.OK);
        Assert.NotNull(browser.Cookie);
    }

    [Fact]
    public async Task A_code_works_for_less_than_ten_minutes()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, link, code) = await AskedAsync(app, browser);
        await app.AdvanceAsync("PT10M");

        (await browser.EnterAsync(link, code)).Is(HttpStatusCode.UnprocessableEntity);
        (await browser.OpenAsync(link)).Says("Please confirm that it is you");

        await browser.AskForCodeAsync(link);
        var newer = await Browser.CodeAsync(engagement, Coach);
        await app.AdvanceAsync("PT9M59S");
        (await browser.EnterAsync(link, newer)).Is(HttpStatusCode.OK);
        Assert.NotNull(browser.Cookie);
    }

    [Fact]
    public async Task A_code_works_on_the_device_that_asked_for_it_and_nowhere_else()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        using var attacker = new Browser(app);
        var (engagement, link, code) = await AskedAsync(app, browser);

        // Who holds the link guesses, asks for another code, and guesses again: the owner's code stands.
        (await attacker.EnterAsync(link, code)).Is(HttpStatusCode.UnprocessableEntity);
        await app.AdvanceAsync("PT2M");
        (await attacker.AskForCodeAsync(link)).Is(HttpStatusCode.OK);
        for (var guess = 0; guess < 9; guess++)
            (await attacker.EnterAsync(link, code)).Is(HttpStatusCode.UnprocessableEntity);

        (await browser.EnterAsync(link, code)).Is(HttpStatusCode.OK).Says("This page is for");
        Assert.Equal(2, (await engagement.MailsAsync()).Count(mail => mail.Kind == "accessCode"));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        using var other = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await browser.EnterWorkspaceAsync(engagement);

        await engagement.ChangesNothingAsync(async () =>
            (await other.EnterAsync(link, await Browser.CodeAsync(engagement, Coach))).Is(HttpStatusCode.UnprocessableEntity));
        Assert.Null(other.Cookie);
    }

    [Fact]
    public async Task A_second_code_within_two_minutes_is_refused_in_words_and_a_later_one_takes_the_place_of_the_first()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, link, first) = await AskedAsync(app, browser);
        await app.AdvanceAsync("PT1M59S");

        await engagement.ChangesNothingAsync(async () =>
            (await browser.AskForCodeAsync(link)).Is(HttpStatusCode.UnprocessableEntity).Says("less than 2 minutes ago"));
        await app.AdvanceAsync("PT1S");
        (await browser.AskForCodeAsync(link)).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await engagement.MailsAsync()).Count(mail => mail.Kind == "accessCode"));

        Assert.NotEqual(first, await Browser.CodeAsync(engagement, Coach));
        (await browser.EnterAsync(link, first)).Is(HttpStatusCode.UnprocessableEntity);
        (await browser.EnterAsync(link, await Browser.CodeAsync(engagement, Coach))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_empty_form_and_any_form_of_the_page_behind_ask_for_the_code()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await engagement.LinkAsync("workspace", Coach);

        await engagement.ChangesNothingAsync(async () =>
        {
            (await browser.PostAsync(link)).Is(HttpStatusCode.UnprocessableEntity);
            (await browser.PostAsync($"{link}?part=context", CoachPosts.Of("context", Bodies.Context(app.Today))))
                .Is(HttpStatusCode.UnprocessableEntity);
        });
    }

    [Fact]
    public async Task Codes_and_tokens_are_in_no_log_line()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await engagement.LinkAsync("program", Leader);
        await browser.AskForCodeAsync(link);
        await browser.EnterAsync(link, "wrong");
        await browser.EnterAsync(link, await Browser.CodeAsync(engagement, Leader));
        var mails = await engagement.MailsAsync();
        var code = Browser.CodeIn(mails.Last(mail => mail.Kind == "accessCode").Text);
        var tokens = mails.SelectMany(mail => mail.Links).Select(found => found.Href[(found.Href.LastIndexOf('/') + 1)..]).ToList();

        Assert.NotEmpty(tokens);
        Assert.All(app.Log.Lines, line =>
        {
            Assert.DoesNotMatch(new Regex($"(?<![0-9a-f.]){code}(?![0-9a-f])", RegexOptions.None, TimeSpan.FromSeconds(1)), line);
            Assert.DoesNotContain(tokens, token => line.Contains(token, StringComparison.Ordinal));
            Assert.DoesNotContain(browser.Cookie!.Split('=')[1], line, StringComparison.Ordinal);
        });
    }

    /// <summary>The coach has asked for a code, and it was mailed.</summary>
    private static async Task<(TestEngagement Engagement, string Link, string Code)> AskedAsync(TestApp app, Browser browser)
    {
        var engagement = await TestEngagement.StartAsync(app);
        var link = await engagement.LinkAsync("workspace", Coach);
        await browser.AskForCodeAsync(link);
        return (engagement, link, await Browser.CodeAsync(engagement, Coach));
    }
}
