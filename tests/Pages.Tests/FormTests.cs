using AngleSharp.Html.Dom;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>A form asks for what the contract says, and comes back with every value and each mistake beside its field.</summary>
public sealed class FormTests
{
    private const string Typed = "\nfirst line\n\n<b>\"second\" & 'last'</b>\n";

    [Fact]
    public async Task The_decide_form_has_the_fields_of_the_contract()
    {
        var story = new Story().UntilReview();
        var form = (IHtmlFormElement)Rendering.Parse(await Rendering.DecideAsync(story, story.Engagement.Leader)).QuerySelector("form")!;

        Assert.Equal(
            ["commit", "revise"],
            form.QuerySelectorAll("input[type=radio][name=decision]").Select(input => input.GetAttribute("value")!),
            StringComparer.Ordinal);
        Assert.Equal("on", form.QuerySelector("input[type=checkbox][name=read]")!.GetAttribute("value"));
        Assert.Equal("I have read revision 1", form.QuerySelector("label[for=read]")!.TextContent);
        Assert.NotNull(form.QuerySelector("input[type=text][name=name][maxlength='400']"));
        Assert.NotNull(form.QuerySelector("textarea[name=comment][maxlength='40000']:not([required])"));
        Assert.Equal("1", form.QuerySelector("input[type=hidden][name=revision]")!.GetAttribute("value"));
        Assert.Equal(
            story.Engagement.Cycle.UnderReview!.Design.Hash, form.QuerySelector("input[type=hidden][name=hash]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_respond_form_has_two_texts_and_a_rating_for_each_outcome()
    {
        var story = new Story().UntilRatersAreAsked();
        var document = Rendering.Parse(await Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[2].Person));

        Assert.NotNull(document.QuerySelector("textarea[name=strengths][maxlength='40000'][required]"));
        Assert.NotNull(document.QuerySelector("textarea[name=growth][maxlength='40000'][required]"));
        Assert.All(story.Engagement.Cycle.Context!.Items.Index(), item =>
        {
            var (row, outcome) = item;
            Assert.Equal(outcome.Id, document.QuerySelector($"input[type=hidden][name='ratings[{row}].outcomeId']")!.GetAttribute("value"));
            var input = document.QuerySelector($"input[type=number][name='ratings[{row}].value']:not([required])")!;
            var help = document.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent;
            Assert.Contains($"Baseline: {Words.Of(outcome.Baseline)}", help, StringComparison.Ordinal);
            Assert.Contains($"Target: {Words.Of(outcome.Target)}", help, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_decision_with_mistakes_keeps_what_was_typed()
    {
        var story = new Story().UntilReview();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["decision"] = "revise",
            ["read"] = "on",
            ["name"] = "Ann \"A\" <Lee>",
            ["comment"] = Typed,
        };
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Please type your name." };
        var document = Rendering.Parse(await Rendering.DecideAsync(story, story.Engagement.Leader, new FormState(values, mistakes)));

        Assert.Equal("decision-revise", Assert.Single(document.QuerySelectorAll("input[type=radio][checked]")).Id);
        Assert.True(((IHtmlInputElement)document.QuerySelector("#read")!).IsChecked);
        Assert.Equal("Ann \"A\" <Lee>", document.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Equal(Typed, document.QuerySelector("#comment")!.TextContent);
        AssertMistake(document, "name", "Name", "Please type your name.");
        Assert.StartsWith("Mistake: ", document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_with_mistakes_keeps_what_was_typed_even_a_number_that_is_none()
    {
        var story = new Story().UntilRatersAreAsked();
        const string rating = "ratings[0].value";
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["strengths"] = Typed, ["growth"] = "", [rating] = "three" };
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["growth"] = "Please say where.",
            [rating] = "Please give a number.",
        };
        var document = Rendering.Parse(
            await Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[0].Person, new FormState(values, mistakes)));

        Assert.Equal(Typed, document.QuerySelector("#strengths")!.TextContent);
        Assert.Equal("three", ((IHtmlInputElement)document.GetElementById(FieldId.Of(rating))!).Value);
        AssertMistake(document, "growth", "Growth", "Please say where.");
        AssertMistake(document, rating, $"{Story.Canary} delegates more", "Please give a number.");
        Assert.Equal(
            ["#growth", $"#{FieldId.Of(rating)}"],
            document.QuerySelectorAll("[role=alert] a").Select(link => link.GetAttribute("href")!), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_a_field_that_nobody_sees_is_told_too()
    {
        var story = new Story().UntilReview();
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { ["hash"] = "Please open the link again." };
        var document = Rendering.Parse(
            await Rendering.DecideAsync(story, story.Engagement.Leader, FormState.Empty with { Mistakes = mistakes }));
        Assert.Equal("Please open the link again.", document.QuerySelector("[role=alert] a[href='#form']")!.TextContent);
    }

    private static void AssertMistake(IHtmlDocument document, string field, string called, string mistake)
    {
        var id = FieldId.Of(field);
        var input = document.GetElementById(id)!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains($"{id}-mistake", input.GetAttribute("aria-describedby")!.Split(' '), StringComparer.Ordinal);
        Assert.Equal($"Mistake: {mistake}", document.GetElementById($"{id}-mistake")!.TextContent);
        Assert.Equal($"{called}: {mistake}", document.QuerySelector($"[role=alert] a[href='#{id}']")!.TextContent);
    }
}
