using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>Long forms with a draft: filled with it, on another device than the one that saved it, and overtaken by a newer one.</summary>
internal static class DraftPages
{
    private static readonly SavedDraft Here =
        new("637-1", "Monday 1 March 2027, 14:00 (Europe/Berlin)", "Wednesday 31 March 2027");

    public static SamplePage[] All { get; } =
    [
        Of("context", story => story.Start(), "outcomes[0].title", "outcomes[4].benchmark"),
        Of("leader interview", story => story.UntilRatersAreAsked(), "behaviors"),
        Of("raters", story => story.UntilRatersAreAsked(), "raters[0].name", "raters[0].email"),
        Of("design", story => story.UntilReview(), "themes[8].description"),
        Of("session", story => story.Coached(), "notes"),
        Of("mid review", story => story.Coached().Pass(80), "heldOn", "corrections.themes[0].title"),
        Of("end review", story => story.Told(), "celebration"),
        new("draft of a design beside a newer one", story => Design(
            story.UntilReview(), form => Newer(form, Here, "themes[0].title", "themes[1].description"))),
        new("draft that is not asked any more", story => Rendering.WorkspaceAsync(
            story.Coached(), new PagePart("design"), story.Mistaken(new PagePart("design"), CoachFormFields.Form, "themes[0].title"))),
        Respond("draft of a rater", story => Drafted(story, Here, "strengths", "growth")),
        Respond("draft of a rater on another device", _ => FormState.Empty with { Draft = Here with { IsHere = false } }),
        Respond("draft of a rater beside a newer one", story =>
            Newer(Drafted(story, Here, "strengths", "growth"), Here, "strengths")),
        Respond("draft of a rater with a newer one on another device", story =>
            Newer(Drafted(story, Here, "strengths"), Here with { IsHere = false })),
    ];

    private static SamplePage Of(string form, Func<Story, Story> tell, params string[] fields) => new($"{form} with a draft", story =>
    {
        var part = new PagePart(form.Replace(' ', '-'));
        return Rendering.WorkspaceAsync(tell(story), part, Drafted(story, Here, [CoachFormFields.Form, .. fields]).As(part));
    });

    private static SamplePage Respond(string name, Func<Story, FormState> form) => new(name, story => Rendering.RespondAsync(
        story.UntilRatersAreAsked(), story.Engagement.Cycle.Raters[2].Person, form(story)));

    private static Task<string> Design(Story story, Func<FormState, FormState> change) => Rendering.WorkspaceAsync(
        story, new PagePart("design"), change(Drafted(story, Here, CoachFormFields.Form, "themes[0].title").As(new PagePart("design"))));

    private static FormState Drafted(Story story, SavedDraft draft, params string[] fields) =>
        story.Mistaken(fields) with { Mistakes = FormState.Empty.Mistakes, Draft = draft };

    private static FormState Newer(FormState form, SavedDraft draft, params string[] fields) => form with
    {
        Draft = draft,
        ChangedElsewhere = draft.SavedAt,
        Recorded = fields.ToDictionary(field => field, field => $"What the newer draft says of {field}.", StringComparer.Ordinal),
    };

    private static FormState As(this FormState form, PagePart part) => form with
    {
        Values = new Dictionary<string, string>(form.Values, StringComparer.Ordinal) { [CoachFormFields.Form] = part.Name! },
    };
}
