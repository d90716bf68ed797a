using System.Globalization;
using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Access;

/// <summary>
/// Somebody who holds links of the coach, of several engagements, guesses at codes on ever new devices for weeks. Few guesses count, and
/// the coach gets in: on a known device without a word, on a new one by a new link.
/// </summary>
public sealed class CodeGuessesTests
{
    private const int Days = 40;
    private const int GuessesADay = 52;

    private static readonly string Coach = Bodies.Email("Cora Coach");

    [Fact]
    public async Task Two_thousand_guesses_are_bounded_and_the_owner_is_never_locked_out()
    {
        await using var app = await TestApp.StartAsync();
        using var owner = new Browser(app);
        TestEngagement[] engagements = [await TestEngagement.StartAsync(app), await TestEngagement.StartAsync(app)];
        var own = await owner.EnterWorkspaceAsync(engagements[0]);
        var links = new List<string>();
        foreach (var engagement in engagements)
            links.Add(await engagement.LinkAsync("workspace", Coach));
        await app.AdvanceAsync("PT2M");
        var (guesses, counted, mailed) = (0, 0, Codes(app));

        for (var day = 0; day < Days; day++)
        {
            var evening = app.Now.AddDays(1);
            for (var guess = 0; guess < GuessesADay; guess++)
            {
                using var device = new Browser(app);
                var link = links[guess % links.Count];
                var isAsked = (await device.AskForCodeAsync(link)).Heading == "Please type your code";
                for (var entered = 0; entered < (isAsked ? 6 : 1); entered++, guesses++)
                {
                    counted += isAsked && entered < 5 ? 1 : 0;
                    (await device.EnterAsync(link, "000000")).Is(HttpStatusCode.UnprocessableEntity);
                }

                if (isAsked)
                    await app.AdvanceAsync("PT2M");
            }

            (await owner.OpenAsync(own)).Is(HttpStatusCode.OK).Says("This page is for");
            await app.AdvanceToAsync(evening);
        }

        var burned = Codes(app) - mailed;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{guesses} guesses on as many devices in {Days} days, {burned} codes mailed, {counted} guesses counted, none right"));
        Assert.True(guesses >= 2_000);
        Assert.InRange(burned, 30, 36);
        Assert.Equal(burned * 5, counted);

        // On a new device the owner is told the same as everybody, asks for a new link, and is in.
        using var laptop = new Browser(app);
        (await laptop.AskForCodeAsync(own)).Is(HttpStatusCode.UnprocessableEntity).Says("Get a new link");
        Assert.Equal("Please look into your mailbox", (await laptop.PostAsync(own, ("renew", "on"))).Is(HttpStatusCode.OK).Heading);
        var fresh = app.Mails.All.Last(mail => mail.Kind == MailKind.FreshLink && mail.ToAddress == Coach).Links.Single().Href;
        await laptop.AskForCodeAsync(fresh);
        var code = Browser.CodeIn(app.Mails.All.Last(mail => mail.Kind == MailKind.AccessCode && mail.ToAddress == Coach).Text);
        (await laptop.EnterAsync(fresh, code)).Is(HttpStatusCode.OK).Says("This page is for");
    }

    private static int Codes(TestApp app) => app.Mails.All.Count(mail => mail.Kind == MailKind.AccessCode);
}
