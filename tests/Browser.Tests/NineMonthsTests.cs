using CoachingWorkflow.Browser.Tests.Chromiums;
using CoachingWorkflow.Browser.Tests.Devices;
using CoachingWorkflow.Browser.Tests.Pages;
using CoachingWorkflow.Browser.Tests.Play;

namespace CoachingWorkflow.Browser.Tests;

/// <summary>
/// A nine-month engagement, played on phones by opening mails and following their links. Each page on the way is small, and on a phone,
/// on a tablet at night and on a desktop it fits the screen and is clean for axe-core.
/// </summary>
/// <param name="chromium">The browser.</param>
public sealed class NineMonthsTests(Chromium chromium)
{
    // It closes as unlogged.
    private const int WithoutMeeting = 3;

    [Fact]
    public async Task An_engagement_of_nine_months_is_played_from_the_mailbox_and_fits_every_screen()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Phone);
        var engagement = new Engagement(stage);

        await ContextWithMistakesAsync(stage);
        await engagement.PrepareAsync();
        await engagement.AgreeAsync();
        await OldLinkAsync(stage);
        await ProgramAsync(stage, engagement);
        await LeaderReadsAsync(stage);
        await SponsorReadsAsync(stage);

        Assert.Empty(stage.Observations.Findings);
        Assert.True(stage.Observations.Requests >= stage.Inspection.Visits);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{stage.Inspection.Visits} visits, {stage.Inspection.Pages.Count} distinct "
            + $"pages:\n{string.Join('\n', stage.Inspection.Pages)}");
        Assert.True(stage.Inspection.Pages.Count >= 40, $"Only {stage.Inspection.Pages.Count} distinct pages were seen.");
    }

    private static async Task ContextWithMistakesAsync(Stage stage)
    {
        var workspace = await stage.CoachAsync();
        var form = new ContextForm(workspace);
        await form.OpenAsync();
        await form.FillWithMistakesAsync(stage.Today);
        Assert.Equal(3, (await workspace.SendWithMistakesAsync(ContextForm.Button)).Count);
        await Microsoft.Playwright.Assertions.Expect(workspace.Device.Group("Outcome 1").GetByLabel("What is to be achieved?"))
            .ToHaveValueAsync("Delegates decisions to the team");
    }

    // The leader did not decide on the first revision; the second took its place.
    private static async Task OldLinkAsync(Stage stage)
    {
        var leader = await stage.DeviceAsync(Cast.OtherSponsor);
        Assert.Equal(ClosedPage.Heading, await leader.FollowAsync(await leader.Mailbox.OldestAsync("decide")));
        Assert.Contains("Revision 2 has taken its place.", await leader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    // From 4 January 2027 on: month 5 begins on 4 May, the program ends on 3 October.
    private static async Task ProgramAsync(Stage stage, Engagement engagement)
    {
        for (var month = 1; month <= 9; month++)
        {
            await stage.AdvanceAsync($"2027-{month:00}-20");
            if (month != WithoutMeeting)
                await engagement.MeetAsync(month, 2.5m + (month / 5m));
            switch (month)
            {
                case 2:
                    await new SessionForm(await stage.CoachAsync())
                        .CorrectAsync(stage.Today, "Corrected notes.", "Corrected summary of month 2.");
                    break;
                case 4:
                    await new MeetingForm(await stage.CoachAsync(), "mid-program review").ArrangeAsync("2027-05-03", "10:00");
                    await new MeetingForm(await stage.CoachAsync(), "mid-program review").MoveAsync("2027-05-05", "14:30");
                    break;
                case 5:
                    await new ReviewForms(await stage.CoachAsync()).RecordMidAsync(stage.Today, 3.5m);
                    break;
            }
        }

        await stage.AdvanceToNextAsync();
        Assert.InRange(stage.Today, "2027-09-21", "2027-10-04");
        await new MeetingForm(await stage.CoachAsync(), "end-of-program review").ArrangeAsync("2027-10-04", "10:00");
        await stage.AdvanceAsync("2027-10-05");
        await new ReviewForms(await stage.CoachAsync()).RecordEndAsync(stage.Today, 4.5m);
    }

    private static async Task LeaderReadsAsync(Stage stage)
    {
        var page = new ProgramPage(await stage.DeviceAsync(Cast.Leader));
        await page.OpenAsync();
        Assert.Contains("The engagement is completed.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains(
            LeaderInterviewForm.Confidence, await page.ReadAsync("Your interview", "Interview with leader"), StringComparison.Ordinal);
        var meetings = await page.ReadAsync("Your coaching meetings, with notes", "Coaching meetings");
        Assert.Contains("Corrected notes.", meetings, StringComparison.Ordinal);
        Assert.Contains($"Month 9. {Engagement.Confidence}", meetings, StringComparison.Ordinal);
        var results = await page.ReadAsync("Your 360-degree results", "360-degree results");
        Assert.Contains("Growth seen by Bea Boss.", results, StringComparison.Ordinal);
    }

    private static async Task SponsorReadsAsync(Stage stage)
    {
        var page = new ProgressPage(await stage.DeviceAsync(Cast.Sponsor));
        await page.OpenAsync();
        var text = await page.TextAsync();
        Assert.Contains("The engagement is completed.", text, StringComparison.Ordinal);
        Assert.Contains("Corrected summary of month 2.", text, StringComparison.Ordinal);
        Assert.Contains(Engagement.Revise, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Engagement.Confidence, text, StringComparison.Ordinal);
        Assert.DoesNotContain(LeaderInterviewForm.Confidence, text, StringComparison.Ordinal);
        Assert.Contains("One day a week without meetings", await page.ReadRevisionAsync(3), StringComparison.Ordinal);
    }
}
