using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>One of every page, in its variants.</summary>
internal static class EveryPage
{
    private static readonly SamplePage[] Pages =
    [
        .. LinkPages.All, .. AccessPages.All, .. AddressPages.All,
        .. ProgressPages.All, .. DeskPages.All, .. ProgramPages.All, .. WorkspacePages.All,
        .. CoachFormPages.All.Select(form => new SamplePage(form.Name, form.HtmlAsync)),
        .. MistakenFormPages.All, .. OvertakenFormPages.All, .. DraftPages.All,
    ];

    public static TheoryData<string> Names => [.. Pages.Select(page => page.Name)];

    public static Task<string> HtmlAsync(string name, Func<string, string>? write = null) =>
        Pages.Single(page => page.Name == name).HtmlAsync(new Story(write));
}
