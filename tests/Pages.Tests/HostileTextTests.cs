using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

public sealed class HostileTextTests
{
    public static TheoryData<string> Pages => EveryPage.Names;

    [Theory, MemberData(nameof(Pages))]
    public async Task Hostile_text_adds_no_element_and_no_attribute(string page)
    {
        var plain = Rendering.Parse(await EveryPage.HtmlAsync(page));
        var hostile = Rendering.Parse(await EveryPage.HtmlAsync(page, Hostile.After));
        Assert.Equal(plain.All.Select(Shape), hostile.All.Select(Shape), StringComparer.Ordinal);

        static string Shape(AngleSharp.Dom.IElement element) =>
            $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}";
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Text_that_reorders_its_line_is_isolated_from_the_words_around_it(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page, Hostile.After));
        var holders = document.All.Where(element => element.ChildNodes.Any(node =>
            node.NodeType == AngleSharp.Dom.NodeType.Text && node.TextContent.Contains('\u202E', StringComparison.Ordinal)));
        Assert.All(holders, holder => Assert.True(holder.LocalName == "bdi" || holder.HasAttribute("dir"), holder.OuterHtml));
    }

    [Fact]
    public async Task Template_syntax_stays_as_it_was_written()
    {
        var story = new Story(Hostile.After).UntilReview();
        var document = Rendering.Parse(await Rendering.DecideAsync(story, story.Engagement.Leader));
        Assert.Contains(Hostile.Template, document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Hostile.Script, document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ann\r\nBcc: x", "Ann Bcc: x")]
    [InlineData("  Ann \t Lee ", "Ann Lee")]
    [InlineData("Ann\u202Egnp\u2066", "Anngnp")]
    [InlineData("Ann\u2028Lee\u0085\0", "Ann Lee")]
    [InlineData("דן כהן \u200F", "דן כהן \u200F")]
    [InlineData("👩‍💻 Ann", "👩‍💻 Ann")]
    public void A_name_stays_on_its_line(string typed, string shown) => Assert.Equal(shown, OneLine.Of(typed));

    [Fact]
    public void Half_a_character_becomes_a_replacement_character() => Assert.Equal("Ann \uFFFD", OneLine.Of("Ann \uD83D"));
}
