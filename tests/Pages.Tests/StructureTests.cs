using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>Every page works by keyboard, in a screen reader and under a content security policy without script.</summary>
public sealed class StructureTests
{
    private static readonly string[] Events = ["onclick", "onload", "onerror", "onfocus", "onsubmit"];

    public static TheoryData<string> Pages => EveryPage.Names;

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_a_whole_document_with_language_viewport_title_and_one_main_heading(string page)
    {
        var html = await EveryPage.HtmlAsync(page);
        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);

        var document = Rendering.ParseStrictly(html);
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        Assert.Contains(
            "width=device-width", document.QuerySelector("meta[name=viewport]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.NotEmpty(document.Title!);
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.Single(document.QuerySelectorAll("header"));
        Assert.Equal("#content", document.QuerySelector("a.skip")!.GetAttribute("href"));
        Assert.NotNull(document.QuerySelector("main#content"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Ids_are_unique_and_every_reference_to_one_leads_somewhere(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page));
        var ids = document.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids, StringComparer.Ordinal);

        var references = document.QuerySelectorAll("[aria-describedby]")
            .SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' '))
            .Concat(document.QuerySelectorAll("[aria-labelledby]").Select(element => element.GetAttribute("aria-labelledby")!))
            .Concat(document.QuerySelectorAll("a[href^='#']").Select(element => element.GetAttribute("href")![1..]));
        Assert.All(references, reference => Assert.Contains(reference, ids, StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Headings_skip_no_level(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page));
        var levels = document.QuerySelector("main")!.QuerySelectorAll("h1,h2,h3,h4")
            .Where(heading => heading.Closest("[role=alert]") is null)
            .Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_input_has_a_label_and_every_choice_a_legend(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page));
        Assert.All(document.QuerySelectorAll("input:not([type=hidden]),textarea,select"), input =>
        {
            Assert.NotEmpty(document.QuerySelector($"label[for='{input.Id}']")!.TextContent.Trim());
            if (input.GetAttribute("type") == "radio")
                Assert.NotEmpty(input.Closest("fieldset")!.QuerySelector("legend")!.TextContent);
        });
        Assert.All(document.QuerySelectorAll("form"), form =>
        {
            Assert.Equal("post", form.GetAttribute("method"));
            Assert.Null(form.GetAttribute("action"));
            Assert.NotNull(form.QuerySelector("button[type=submit]"));
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_is_preselected(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page));
        Assert.Empty(document.QuerySelectorAll("[checked],[selected]"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task There_is_no_script_and_nothing_from_elsewhere(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page, Hostile.After));
        Assert.Empty(document.QuerySelectorAll("script,iframe,object,embed,link,img,base,[src],[style]"));
        Assert.All(document.All, element => Assert.DoesNotContain(element.Attributes, attribute => Events.Contains(attribute.Name)));

        // To a part of the page, or to another link beside it.
        Assert.All(document.QuerySelectorAll("[href]"), link =>
            Assert.Matches("^([#?]|[A-Za-z0-9_-]+(\\?|$))", link.GetAttribute("href")!));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_drawing_needs_no_style_no_reader_and_holds_numbers_and_dates_only(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page, Hostile.After));
        Assert.All(document.QuerySelectorAll("svg"), drawing =>
        {
            Assert.Equal("true", drawing.GetAttribute("aria-hidden"));
            Assert.NotNull(drawing.ParentElement!.QuerySelector("table caption"));
            Assert.All(drawing.QuerySelectorAll("*"), element =>
                Assert.Contains(element.LocalName, (string[])["line", "polyline", "circle", "text"]));
            Assert.Matches("^(Target [-0-9.]+|Baseline [-0-9.]+|[0-9]+ [A-Z][a-z]{2} [0-9]{4})+$", drawing.TextContent.Trim());
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task The_policy_allows_the_style_that_is_rendered_and_nothing_else(string page)
    {
        var style = Assert.Single(Rendering.Parse(await EveryPage.HtmlAsync(page, Hostile.After)).QuerySelectorAll("style"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            PageSecurity.ContentSecurityPolicy);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_small(string page)
    {
        Assert.True(Encoding.UTF8.GetByteCount(await EveryPage.HtmlAsync(page)) < 60_000);
    }

    [Fact]
    public async Task Pages_render_concurrently_without_mixing()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            Task.Run(
                () => Rendering.HtmlAsync<FreshLinkPage>(("Firm", $"Firm {number}"), ("Minutes", number)),
                TestContext.Current.CancellationToken)));
        for (var number = 0; number < pages.Length; number++)
        {
            var document = Rendering.Parse(pages[number]);
            Assert.Equal($"Firm {number}", document.QuerySelector("header")!.TextContent.Trim());
            Assert.Contains(
                $"Within {number} minutes", document.QuerySelector<IHtmlElement>("main")!.TextContent, StringComparison.Ordinal);
        }
    }
}
