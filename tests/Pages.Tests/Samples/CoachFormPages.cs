using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>Each of the coach's forms as it comes: for something new, or with what is recorded.</summary>
internal static class CoachFormPages
{
    public static CoachFormPage[] All { get; } =
    [
        new("context", story => story.Start(), "context"),
        new("context, renewed", story => story.Renewed(), "context"),
        new("context amended", story => story.Start().DefineContext(), "context"),
        new("leader interview", story => story.Start().DefineContext(), "leader-interview"),
        new("leader interview amended", story => story.UntilRatersAreAsked(), "leader-interview"),
        new("raters", story => story.UntilRatersAreAsked(), "raters"),
        new("response", story => story.UntilRatersAreAsked(), PeersResponse),
        new("close with reason", story => story.UntilRatersAreAsked().Pass(60), "close"),
        new("design", story => story.UntilRatersAreAsked().RespondAll(), "design"),
        new("design again", story => story.UntilReview().Decide(story.Engagement.Leader, commit: false), "design"),
        new("session", story => story.Coached(), "session"),
        new("session corrected", story => story.Coached(), FirstSession),
        new("mid meeting", story => story.Coached(), "mid-meeting"),
        new("mid meeting changed", story => story.Coached().ScheduleMeeting(ReviewKind.Mid, 7), "mid-meeting"),
        new("end meeting", story => story.Coached(), "end-meeting"),
        new("mid review", story => story.Coached().Pass(80), "mid-review"),
        new("end review", story => story.Told(), "end-review"),
    ];

    public static (Story Story, PagePart Part) Open(string name) => All.Single(form => form.Name == name).Open(new Story());

    public static PagePart PeersResponse(Story story) => new("response", story.Engagement.Cycle.Raters[2].Person.Id);

    private static PagePart FirstSession(Story story) => new("session", story.Engagement.Cycle.Sessions[0].Id);
}
