using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What was accepted is seen on the page that the form leads to; loading that again sends nothing again.</summary>
public sealed class NotedTests
{
    private const string Said = "The meeting is logged.";

    [Fact]
    public async Task An_accepted_form_leads_to_a_page_that_says_what_was_recorded_for_ten_minutes_and_only_to_who_recorded_it()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await browser.EnterWorkspaceAsync(engagement);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Http.BaseAddress,
        };
        http.DefaultRequestHeaders.Add("Cookie", browser.Cookie);
        var page = await browser.OpenAsync($"{link}?part=session");
        using var form = new FormUrlEncodedContent(
            CoachPosts.With(page, CoachPosts.Of("session", Bodies.Session(app.Today)))
                .Select(field => KeyValuePair.Create(field.Name, field.Value)));

        using var accepted = await http.PostAsync(new Uri(link).AbsolutePath, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, accepted.StatusCode);
        var noted = accepted.Headers.Location!.OriginalString;
        Assert.Matches("^\\?noted=[0-9]+$", noted);
        await engagement.ChangesNothingAsync(async () =>
        {
            (await browser.OpenAsync(link + noted)).Is(HttpStatusCode.OK).Says(Said);
            (await browser.OpenAsync(link + noted)).Is(HttpStatusCode.OK).Says(Said);
        });

        var number = int.Parse(noted.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var other in (string[])["1", $"{number - 1}", $"{number + 1}", "0", "-1", "99999999999999999999", "x"])
        {
            var made = (await browser.OpenAsync($"{link}?noted={other}")).Is(HttpStatusCode.OK);
            Assert.DoesNotContain(Said, made.Html, StringComparison.Ordinal);
        }

        await app.AdvanceAsync("PT10M");
        Assert.DoesNotContain(Said, (await browser.OpenAsync(link + noted)).Is(HttpStatusCode.OK).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_with_one_effect_leads_to_itself_and_a_new_link_that_was_asked_for_to_a_page_that_nobody_can_make_up()
    {
        await using var app = await TestApp.StartAsync();
        using var leader = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Http.BaseAddress };
        using var commit = Form(LinkClient.Commit);

        using var decided = await http.PostAsync(new Uri(link).AbsolutePath, commit, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.SeeOther, new Uri(link).AbsolutePath), (decided.StatusCode, decided.Headers.Location!.OriginalString));
        var old = await engagement.LinkAsync("decide", Bodies.Email("Sam Sponsor1"));
        await app.AdvanceAsync("P31D");
        using var renew = Form(("renew", "on"));
        using var asked = await http.PostAsync(new Uri(old).AbsolutePath, renew, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var location = asked.Headers.Location!.OriginalString;
        (await leader.OpenAsync(old + location)).Is(HttpStatusCode.OK).Says("Please look into your mailbox");
        (await leader.OpenAsync(old + location[..^1] + (location[^1] == '0' ? '1' : '0'))).Is(HttpStatusCode.Gone);
        await app.AdvanceAsync("PT10M");
        (await leader.OpenAsync(old + location)).Is(HttpStatusCode.Gone);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
