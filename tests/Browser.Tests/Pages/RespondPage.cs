using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Where a rater answers.</summary>
internal sealed class RespondPage(Device device)
{
    public const string Heading = "Your view of Lena Vogt";

    public const string RecordedHeading = "Your answer is recorded";

    public async Task AnswerAsync(string strengths, string growth, decimal rating)
    {
        Assert.Equal(Heading, await device.FollowAsync("respond"));
        await device.FillAsync("What are the strengths of this leader?", strengths);
        await device.FillAsync("Where can this leader grow?", growth);
        await device.FillAsync("Delegates decisions to the team", Numbers.Text(rating));
        await device.PressAsync("Send my answer");
        await device.ArriveAsync(RecordedHeading);
    }
}
