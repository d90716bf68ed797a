using System.Net;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Drafts;

/// <summary>Saving drafts as coaches and raters do, and what is kept of them.</summary>
internal static class DraftPosts
{
    public const string Text = "canary-draft of a thought";

    public static (string Name, string Value) Save { get; } = (CoachFormFields.Save, CoachFormFields.Keep);

    public static (string Name, string Value) Discard { get; } = (CoachFormFields.Save, CoachFormFields.Discard);

    public static string Coach { get; } = Bodies.Email("Cora Coach");

    public static string Boss { get; } = Bodies.Email("Rater boss 1");

    public static async Task<(TestEngagement Engagement, string Link)> AskedAsync(TestApp app)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        return (engagement, await engagement.LinkAsync("respond", Boss));
    }

    public static async Task<PageReply> SaveAsync(Browser browser, string href, params (string Name, string Value)[] typed) =>
        await browser.PostAsync(href, [.. Hidden((await browser.OpenAsync(href)).Is(HttpStatusCode.OK)), .. typed, Save]);

    public static (string Name, string Value)[] Hidden(PageReply page) =>
    [
        .. page.Document.QuerySelectorAll("main form#form input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)),
    ];

    public static async Task<IReadOnlyList<string>> DraftsAsync(TestApp app) =>
        await app.Services.GetRequiredService<IRecordStore>().ListAsync(DraftOf.Drafts, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    public static string? ValueOf(PageReply page, string name)
    {
        var inputs = page.Document.QuerySelectorAll($"main [name='{name}']").ToList();
        return inputs[0] switch
        {
            AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" or "checkbox" } =>
                inputs.Find(input => input.HasAttribute("checked"))?.GetAttribute("value"),
            AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
            AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
            var input => input.GetAttribute("value"),
        };
    }
}
