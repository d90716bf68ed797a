using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>The coach's forms as they come back with mistakes.</summary>
internal static class MistakenFormPages
{
    public static SamplePage[] All { get; } =
    [
        Of("context", story => story.Start(), ["heldOn", .. OutcomeRow.FieldsOf(3), CoachFormFields.Checked]),
        Of("leader interview", story => story.UntilRatersAreAsked(), "heldOn", "behaviors"),
        Of("raters", story => story.UntilRatersAreAsked(), "raters[1].name", "raters[1].email"),
        new("response with mistakes", story => HtmlAsync(story.UntilRatersAreAsked(), CoachFormPages.PeersResponse(story), "growth")),
        new("close too early, posted", story => HtmlAsync(story.UntilRatersAreAsked(), new PagePart("close"), CoachFormFields.Form)),
        Of("close", story => story.UntilRatersAreAsked().Pass(60), "reason"),
        Of("design", story => story.UntilRatersAreAsked().RespondAll(), "practices[6].title", CoachFormFields.Checked),
        Of("session", story => story.Coached(), "heldOn", "minutes", "mode", "notes"),
        Of("mid meeting", story => story.Coached().ScheduleMeeting(ReviewKind.Mid, 7), "action", "day", "time"),
        Of("mid review", story => story.Coached().Pass(80), "heldOn", "attended", "reading[1].title"),
        Of("end review", story => story.Told(), "decision", "months", "outcomes[0].title"),
    ];

    private static SamplePage Of(string form, Func<Story, Story> tell, params string[] fields) =>
        new($"{form} with mistakes", story => HtmlAsync(tell(story), new PagePart(form.Replace(' ', '-')), fields));

    private static Task<string> HtmlAsync(Story story, PagePart part, params string[] fields) =>
        Rendering.WorkspaceAsync(story, part, story.Mistaken(part, fields));
}
