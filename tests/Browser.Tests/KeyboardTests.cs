using CoachingWorkflow.Browser.Tests.Chromiums;
using CoachingWorkflow.Browser.Tests.Devices;
using CoachingWorkflow.Browser.Tests.Pages;
using CoachingWorkflow.Browser.Tests.Play;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests;

/// <summary>Everything can be done with Tab, Space, Enter and typing, and the focus is always seen.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_coach_passes_the_code_corrects_a_mistake_and_records_the_outcomes()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Desktop);
        var device = await stage.DeviceAsync(Cast.Coach);
        var keyboard = new Keyboard(device);

        await device.FollowAsync("workspace");
        await keyboard.SpaceAsync("Send me a code");
        await keyboard.EnterAsync(AriaRole.Button, "Send");
        await device.ArriveAsync(CodePage.TypeHeading);
        await keyboard.TypeAsync("Code from the mail", await device.ReadCodeAsync());
        await device.Page.Keyboard.PressAsync("Enter");
        await device.ArriveAsync(WorkspacePage.Heading);

        await keyboard.EnterAsync(AriaRole.Link, "Record the program outcomes");
        await device.ArriveAsync("Record the program outcomes");
        var outcome = device.Group("Outcome 1");
        await keyboard.TypeAsync("When did you meet?", "01042027");
        await keyboard.TypeAsync(outcome.GetByLabel("What is to be achieved?"), "Delegates more");
        await keyboard.TypeAsync(outcome.GetByLabel("Baseline"), "2.5");
        await keyboard.TypeAsync(outcome.GetByLabel("Target"), "4.5");
        await keyboard.SpaceAsync("I have checked this");
        await keyboard.EnterAsync(AriaRole.Button, ContextForm.Button);

        // The summary of mistakes has the focus; its link leads to the field.
        await device.ArriveAsync(device.Page.GetByRole(AriaRole.Alert));
        await Assertions.Expect(device.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await device.Page.Keyboard.PressAsync("Tab");
        await device.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(outcome.GetByLabel("Benchmark: how is it measured?")).ToBeFocusedAsync();
        await device.Page.Keyboard.TypeAsync("Team survey, question 7");
        await keyboard.EnterAsync(AriaRole.Button, ContextForm.Button);

        await device.ArriveAsync(device.Page.GetByRole(AriaRole.Status));
        await Assertions.Expect(device.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The outcomes are recorded.");
        Assert.Empty(stage.Observations.Findings);
    }

    [Fact]
    public async Task A_rater_answers()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Phone);
        await stage.Software.AskRatersAsync(stage.Today);

        var rater = await stage.DeviceAsync(Cast.Raters[0].Email);
        var keyboard = new Keyboard(rater);
        Assert.Equal(RespondPage.Heading, await rater.FollowAsync("respond"));
        await keyboard.TypeAsync("What are the strengths of this leader?", "Growth seen by Bea Boss.");
        await keyboard.TypeAsync("Where can this leader grow?", "Growth seen by Bea Boss.");
        await keyboard.TypeAsync("Delegates decisions to the team", "3.5");
        await keyboard.EnterAsync(AriaRole.Button, "Send my answer");
        await rater.ArriveAsync(RespondPage.RecordedHeading);
        Assert.Empty(stage.Observations.Findings);
    }

    [Fact]
    public async Task A_leader_decides()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Phone);
        await stage.Software.AskRatersAsync(stage.Today);
        await stage.Software.DesignAsync();

        var leader = await stage.DeviceAsync(Cast.Leader);
        var keyboard = new Keyboard(leader);
        await new DecidePage(leader, revision: 1).OpenAsync();
        await keyboard.SpaceAsync("I commit to this program");
        await keyboard.SpaceAsync("I have read revision 1");
        await keyboard.TypeAsync("Your name", "Lena Vogt");
        await keyboard.EnterAsync(AriaRole.Button, "Record my decision");
        await leader.ArriveAsync(DecidePage.RecordedHeading);
        Assert.Equal(1, await leader.Mailbox.CountAsync("receipt"));
        Assert.Empty(stage.Observations.Findings);
    }
}
