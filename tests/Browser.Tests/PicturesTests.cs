using CoachingWorkflow.Browser.Tests.Chromiums;
using CoachingWorkflow.Browser.Tests.Devices;
using CoachingWorkflow.Browser.Tests.Pages;
using CoachingWorkflow.Browser.Tests.Play;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests;

/// <summary>
/// Takes the pictures in <c>docs/pictures</c> anew. Run it with
/// <c>dotnet tests/Browser.Tests/bin/Debug/net10.0/CoachingWorkflow.Browser.Tests.dll -explicit only</c>.
/// </summary>
public sealed class PicturesTests(Chromium chromium)
{
    private const long LargestPicture = 200_000;

    [Fact(Explicit = true)]
    public async Task Pictures_of_the_pages_are_taken()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Desktop);
        var engagement = new Engagement(stage);
        var coach = await stage.DeviceAsync(Cast.Coach);

        await coach.OpenOutboxAsync();
        await TakeAsync(coach, "outbox");
        await coach.OpenMailAsync((await coach.Mailbox.NewestAsync("workspace")).Id);
        await TakeAsync(coach, "mail");
        await coach.FollowAsync("workspace");
        await TakeAsync(coach, "code");
        var workspace = await stage.CoachAsync();
        var form = new ContextForm(workspace);
        await form.OpenAsync();
        await form.FillWithMistakesAsync(stage.Today);
        await workspace.SendWithMistakesAsync(ContextForm.Button);
        await TakeAsync(coach, "mistake");

        await engagement.DefineContextAsync();
        await engagement.InterviewLeaderAsync();
        await engagement.NameRatersAsync();
        var rater = await stage.DeviceAsync(Cast.Raters[0].Email);
        await rater.FollowAsync("respond");
        await TakeAsync(rater, "respond");
        foreach (var answering in Cast.AnsweringByLink)
            await engagement.AnswerAsync(answering);
        await engagement.CloseInterviewsAsync();
        await engagement.DesignAsync(1);
        var sponsor = await stage.DeviceAsync(Cast.Sponsor);
        await new DecidePage(sponsor, revision: 1).OpenAsync();
        await TakeAsync(sponsor, "decide");
        await engagement.AgreeAsync();
        var leader = await stage.DeviceAsync(Cast.Leader);
        await leader.FollowAsync("decide");
        await TakeAsync(leader, "recorded");
        var other = await stage.DeviceAsync(Cast.OtherSponsor);
        await other.FollowAsync(await other.Mailbox.OldestAsync("decide"));
        await TakeAsync(other, "closed");

        for (var month = 1; month <= 4; month++)
        {
            await stage.AdvanceAsync($"2027-{month:00}-20");
            await engagement.MeetAsync(month, 2.5m + (month / 5m));
        }

        await stage.CoachAsync();
        await TakeAsync(coach, "workspace");
        await coach.Page.SetViewportSizeAsync(320, 640);
        await TakeAsync(coach, "workspace-320");
        await stage.AdvanceAsync("2027-05-05");
        await new ReviewForms(await stage.CoachAsync()).RecordMidAsync(stage.Today, 3.5m);

        var player = await stage.ClockAsync();
        await player.OpenAsync();
        await TakeAsync(player.Device, "clock");

        await new ProgramPage(leader).OpenAsync();
        await TakeAsync(leader, "program", "Program outcomes");
        await new ProgressPage(sponsor).OpenAsync();
        await TakeAsync(sponsor, "progress");
    }

    private static async Task TakeAsync(Device device, string name, string? from = null)
    {
        var top = from is null
            ? device.Page.Locator("body")
            : device.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = from, Exact = true });
        await top.EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
        var file = Path.Combine(Folder(), $"{name}.png");
        await device.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.InRange(new FileInfo(file).Length, 1, LargestPicture);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository.");
        return Path.Combine(folder.FullName, "docs", "pictures");
    }
}
