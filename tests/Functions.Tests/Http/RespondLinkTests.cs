using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Step 3: the page behind a <c>respond</c> link.</summary>
public sealed class RespondLinkTests
{
    private static readonly string Boss = Bodies.Email("Rater boss 1");

    [Fact]
    public async Task An_answer_is_recorded_once_and_never_shown_again()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer");
        var link = await engagement.LinkAsync("respond", Boss);
        await engagement.ChangesNothingAsync(async () => (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK));
        var rating = $"rating-{await engagement.OutcomeAsync()}";

        var recorded = (await app.Links.PostAsync(link, [.. LinkClient.Answer, (rating, "3.5")])).Is(HttpStatusCode.OK);

        Assert.Equal("Your answer is recorded", recorded.Heading);
        await engagement.ChangesNothingAsync(async () =>
        {
            var used = (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK);
            Assert.DoesNotContain(Bodies.Secret, used.Html + recorded.Html, StringComparison.Ordinal);
            (await app.Links.PostAsync(link, LinkClient.Answer)).Is(HttpStatusCode.OK);
        });
        Assert.Equal("1", (await engagement.GetAsync()).Value("threeSixty.0.responded"));
        Assert.DoesNotContain("raterResponded", await engagement.KindsAsync());
    }

    [Theory]
    [InlineData("strengths", "")]
    [InlineData("growth", "")]
    [InlineData("rating", "much")]
    [InlineData("rating", "1e9")]
    [InlineData("rating", "NaN")]
    [InlineData("rating", "9999999999999")]
    public async Task A_mistake_is_422_with_what_was_typed(string field, string value)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss");
        var link = await engagement.LinkAsync("respond", Boss);
        var name = field == "rating" ? $"rating-{await engagement.OutcomeAsync()}" : field;

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await app.Links.PostAsync(link, [.. LinkClient.Answer.Where(input => input.Name != field), (name, value)]))
                .Is(HttpStatusCode.UnprocessableEntity);
            Assert.NotNull(page.Document.GetElementById(field == "rating" ? "ratings-0-value-mistake" : $"{field}-mistake"));
            page.Says(field == "strengths" ? "canary-secret growth" : "canary-secret strengths");
        });
    }

    [Fact]
    public async Task A_rater_whom_the_coach_has_heard_needs_not_answer()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        var link = await engagement.LinkAsync("respond", Boss);
        await engagement.RespondAsync((await engagement.RatersAsync())[0]);

        await engagement.ChangesNothingAsync(
            async () => (await app.Links.PostAsync(link, LinkClient.Answer)).Is(HttpStatusCode.OK).Says("is recorded"));
    }

    [Fact]
    public async Task The_page_tells_who_will_read_the_answer_and_shows_no_other_answers()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        await engagement.RespondAsync((await engagement.RatersAsync())[1]);

        var boss = (await app.Links.OpenAsync(await engagement.LinkAsync("respond", Boss))).Is(HttpStatusCode.OK)
            .Says("as the boss's answer");

        Assert.DoesNotContain(Bodies.Secret, boss.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Rater peer", boss.Html, StringComparison.Ordinal);
    }
}
