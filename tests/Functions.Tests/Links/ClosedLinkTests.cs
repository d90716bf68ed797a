using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>However a link came to its end, a plain page says what happened, and a post records nothing.</summary>
public sealed class ClosedLinkTests
{
    private static readonly string Leader = Bodies.Email("Lea Leader");
    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    [Theory]
    [InlineData("expired", HttpStatusCode.Gone, "It worked until Wednesday 3 February 2027. Nothing was recorded through it.")]
    [InlineData("used", HttpStatusCode.OK, "you committed to revision 1 of the program design")]
    [InlineData("changes requested", HttpStatusCode.Gone, "Someone has asked for changes to it; the coach is designing the next revision")]
    [InlineData(
        "redesigned", HttpStatusCode.Gone,
        "It was for revision 1 of the program design for Lea Leader Canary. Revision 2 has taken its place.")]
    [InlineData("moved", HttpStatusCode.Gone, "It was mailed to an address that is no longer the one on record.")]
    [InlineData(
        "cancelled", HttpStatusCode.Gone, "The coaching engagement of Lea Leader Canary was cancelled. Nothing is asked of you any more.")]
    public async Task A_decide_link_says_how_it_ended(string how, HttpStatusCode status, string said)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        await EndAsync(app, engagement, link, how);

        await engagement.ChangesNothingAsync(async () =>
        {
            PageReply[] pages =
            [
                await app.Links.OpenAsync(link), await app.Links.CommitAsync(link), await app.Links.PostAsync(link, LinkClient.Revise),
                await app.Links.PostAsync(link),
            ];
            Assert.All(pages, page => Assert.Contains(said, Words(page.Is(status)), StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("changes requested")]
    [InlineData("redesigned")]
    [InlineData("moved")]
    [InlineData("cancelled")]
    public async Task What_was_typed_into_a_form_that_came_too_late_is_shown_again_and_is_not_recorded(string how)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        await EndAsync(app, engagement, link, how);

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await app.Links.PostAsync(
                link, ("decision", "revise"), ("read", "on"), ("name", "Lea"), ("comment", "Two lines\nof <b>thought</b>.")))
                .Is(HttpStatusCode.Gone);
            Assert.Equal("This was not recorded", page.Heading);
            Assert.Equal(
                ["Lea", "Two lines\nof <b>thought</b>."],
                page.Document.QuerySelectorAll("textarea[readonly]").Select(text => text.TextContent));
            Assert.Null(page.Document.QuerySelector("[role=alert]"));
        });
    }

    [Fact]
    public async Task A_page_about_revision_1_that_is_sent_when_there_is_a_revision_2_is_refused_with_both_named()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        var seen = (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK);
        var hidden = seen.Document.QuerySelectorAll("main form input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        await EndAsync(app, engagement, link, "redesigned");

        await engagement.ChangesNothingAsync(async () =>
        {
            var refused = Words((await app.Links.PostAsync(link, [.. hidden, .. LinkClient.Commit])).Is(HttpStatusCode.Gone));
            Assert.Contains("revision 1", refused, StringComparison.Ordinal);
            Assert.Contains("Revision 2 has taken its place", refused, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("designCommitted", await engagement.KindsAsync());

        (await app.Links.CommitAsync(await engagement.LinkAsync("decide", Leader))).Is(HttpStatusCode.OK).Says("committed to");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_sent_by_several_browsers_at_once_is_recorded_once(bool alike)
    {
        await using var app = await TestApp.StartAsync();
        for (var round = 0; round < 8; round++)
        {
            var engagement = await TestEngagement.AtStepAsync(app, 5);
            var link = await engagement.LinkAsync("decide", Leader);

            var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
                app.Links.PostAsync(link, alike || number % 2 == 0 ? LinkClient.Commit : LinkClient.Revise))));

            // Whoever came second is told what was recorded first.
            Assert.All(replies, reply => Assert.Equal("Your decision is recorded", reply.Is(HttpStatusCode.OK).Heading));
            Assert.Single(replies.Select(Words).Distinct(StringComparer.Ordinal));
            Assert.Single(await engagement.KindsAsync(), kind => kind is "designCommitted" or "revisionRequested");
            Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "receipt" && mail.To == Leader);
        }
    }

    [Fact]
    public async Task A_link_does_nothing_but_what_it_is_for()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        var respond = await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1"));
        var progress = await engagement.LinkAsync("progress", Sponsor);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var link in (string[])[respond, progress])
            {
                await app.Links.CommitAsync(link);
                await app.Links.PostAsync(link, ("form", "close"), ("checked", "on"), ("reason", "none"));
            }

            await app.Links.PostAsync(progress, LinkClient.Answer);
        });
    }

    private static async Task EndAsync(TestApp app, TestEngagement engagement, string link, string how)
    {
        switch (how)
        {
            case "expired":
                await app.AdvanceAsync("P30D");
                break;
            case "used":
                await app.Links.CommitAsync(link);
                break;
            case "moved":
                var person = (await engagement.PersonAsync("leader"))["id"]!.ToString();
                (await app.Firm.PatchAsync($"{engagement.Path}/people/{person}", Bodies.Of(new { email = "lea.moved.canary@example.org" })))
                    .Is(HttpStatusCode.OK);
                break;
            case "cancelled":
                (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
                break;
            default:
                (await app.Links.PostAsync(await engagement.LinkAsync("decide", Sponsor), LinkClient.Revise)).Is(HttpStatusCode.OK);
                if (how == "redesigned")
                    (await engagement.PostAsync("program", Bodies.Program("second"))).Is(HttpStatusCode.OK);
                break;
        }

        await app.RestAsync();
    }

    // The words as they are read, however the document's lines are broken.
    private static string Words(PageReply page) =>
        string.Join(' ', page.Document.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
