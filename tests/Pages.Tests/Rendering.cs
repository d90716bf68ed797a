using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Stories;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>Renders pages as the function app does, and parses them as a browser does.</summary>
internal static class Rendering
{
    public const string Firm = "Firm & Partners";

    public static PageRenderer Renderer { get; } =
        new ServiceCollection().AddLogging().AddPages().BuildServiceProvider().GetRequiredService<PageRenderer>();

    public static Task<string> HtmlAsync<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent =>
        Renderer.RenderAsync<TPage>(
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal));

    /// <summary>As a browser does, forgiving mistakes.</summary>
    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Throws at the first mistake in the markup.</summary>
    public static IHtmlDocument ParseStrictly(string html) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

    private static (string Name, object? Value) Reader => ("Reader", "Cora Coach");

    public static Task<string> DecideAsync(Story story, Person person, FormState? form = null)
    {
        var view = DecideView.Of(
            story.Engagement, story.LinkOf(person, LinkPurpose.Decide),
            Only(story, DecideView.DocumentsNeeded(story.Engagement)), Firm);
        return HtmlAsync<DecidePage>(("View", view), ("Form", form ?? FormState.Empty));
    }

    public static Task<string> RespondAsync(Story story, Person rater, FormState? form = null)
    {
        var link = story.LinkOf(rater);
        var view = RespondView.Of(story.Engagement, link, Only(story, RespondView.DocumentsNeeded(story.Engagement, link)), Firm);
        return HtmlAsync<RespondPage>(("View", view), ("Form", form ?? FormState.Empty));
    }

    public static Task<string> RecordedAsync(Story story, Link link)
    {
        var documents = Only(story, RecordedView.DocumentsNeeded(story.Engagement, link));
        return HtmlAsync<RecordedPage>(("View", RecordedView.Of(story.Engagement, link, documents, Firm, story.Now)));
    }

    public static Task<string> ClosedAsync(
        Story story, Link link, FormState? form = null, string? recorded = null, IReadOnlyList<TypedText>? typed = null)
    {
        var documents = Only(story, ClosedLinkView.DocumentsNeeded(story.Engagement));
        var view = ClosedLinkView.Of(story.Engagement, link, documents, Firm, story.Now);
        return HtmlAsync<LinkClosedPage>(
            ("View", view), ("Form", form ?? FormState.Empty), ("Typed", typed ?? []), ("Recorded", CoachForms.Find(recorded)?.Done));
    }

    public static Task<string> WorkspaceAsync(Story story, PagePart? part = null, FormState? form = null, string? recorded = null)
    {
        var (view, shown, posted) = (Workspace(story, part?.Cycle), part ?? PagePart.Overview, form ?? FormState.Empty);
        return HtmlAsync<WorkspacePage>(
            Reader, ("View", view), ("Part", shown), ("Form", posted), ("Forms", CoachForms.Links(story.Engagement, view)),
            ("Which", CoachForms.Show(shown, story.Engagement, view, posted)), ("Recorded", CoachForms.Find(recorded)?.Done));
    }

    public static WorkspaceView Workspace(Story story, int? cycle = null) =>
        WorkspaceView.Of(story.Engagement, Only(story, WorkspaceView.DocumentsNeeded(story.Engagement, cycle)), Firm, story.Now, cycle);

    public static Task<string> ProgramAsync(Story story, PagePart? part = null, FormState? form = null)
    {
        var view = LeaderView.Of(
            story.Engagement, Only(story, LeaderView.DocumentsNeeded(story.Engagement, part?.Cycle)), Firm, story.Now, part?.Cycle);
        return HtmlAsync<ProgramPage>(Reader, ("View", view), ("Part", part ?? PagePart.Overview), ("Form", form ?? FormState.Empty));
    }

    public static Task<string> AddressAsync(Story story, Link link, FormState? form = null)
    {
        var view = AddressChangeView.Of(
            story.Engagement, link, Only(story, AddressChangeView.DocumentsNeeded(story.Engagement, link)), Firm);
        return HtmlAsync<AddressPage>(("View", view), ("Form", form ?? FormState.Empty));
    }

    public static Task<string> UnconfirmedAsync(Story story, Link link)
    {
        var view = UnconfirmedView.Of(
            story.Engagement, link, Only(story, UnconfirmedView.DocumentsNeeded(story.Engagement)), Firm, story.Now);
        return HtmlAsync<UnconfirmedPage>(("View", view));
    }

    public static Task<string> ProgressAsync(Story story, PagePart? part = null)
    {
        var view = ProgressView.Of(
            story.Engagement, Only(story, ProgressView.DocumentsNeeded(story.Engagement, part?.Cycle)), Firm, story.Now, part?.Cycle);
        return HtmlAsync<ProgressPage>(("View", view), ("Part", part ?? PagePart.Overview), Reader);
    }

    public static Task<string> DeskAsync(Story? story)
    {
        IEnumerable<CoachedEngagement> coached = story is null
            ? []
            :
            [
                new CoachedEngagement(
                    story.Engagement, Only(story, DeskView.DocumentsNeeded(story.Engagement)), kind => $"there?part={kind}"),
            ];
        var view = DeskView.Of(Firm, "America/New_York", coached, story?.Now ?? DateTimeOffset.UnixEpoch);
        return HtmlAsync<DeskPage>(("View", view), Reader);
    }

    // A view gets the documents that it says it needs and no other: whatever it shows, it has asked for.
    private static Dictionary<string, Document> Only(Story story, IEnumerable<DocumentRef> needed) =>
        needed.Select(reference => reference.Id).Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, id => story.Documents[id], StringComparer.Ordinal);
}
