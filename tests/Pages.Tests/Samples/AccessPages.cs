namespace CoachingWorkflow.Pages.Tests;

/// <summary>What stands before a page: a mailed code, a fresh link, and why there is none.</summary>
internal static class AccessPages
{
    public static SamplePage[] All { get; } =
    [
        new("code not sent", _ => CodeAsync(isSent: false)),
        new("code sent", _ => CodeAsync(isSent: true)),
        new("code wrong", story => CodeAsync(isSent: true, story.Mistaken(OneTimeCodeForm.Code))),
        new("fresh link", _ => Rendering.HtmlAsync<FreshLinkPage>(("Firm", Rendering.Firm), ("Minutes", 10))),
        new("no fresh link", _ => Rendering.HtmlAsync<NoFreshLinkPage>(
            ("Firm", Rendering.Firm), ("Why", new TooManyFreshLinks(Most: 5, Days: 1).Detail))),
        new("try later", _ => Rendering.HtmlAsync<TryLaterPage>(
            ("Heading", "Please try again in a minute"), ("Advice", "We cannot answer just now."))),
        new("not found", _ => Rendering.HtmlAsync<NotFoundPage>()),
    ];

    private static Task<string> CodeAsync(bool isSent, FormState? form = null) => Rendering.HtmlAsync<OneTimeCodePage>(
        [("Firm", Rendering.Firm), ("IsSent", isSent), ("Minutes", 15), .. Given(form)]);

    private static (string Name, object? Value)[] Given(FormState? form) => form is null ? [] : [("Form", form)];
}
