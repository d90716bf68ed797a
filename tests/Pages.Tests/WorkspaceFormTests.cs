using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>
/// The coach's forms: their fields are the contract with what reads them; nothing typed is lost; no form can be sent as it comes.
/// </summary>
public sealed class WorkspaceFormTests
{
    public static TheoryData<string> Forms => [.. CoachFormPages.All.Select(form => form.Name)];

    // Forms that come back with mistakes hold what someone has typed.
    public static TheoryData<string> Fresh =>
        [.. EveryPage.Names.Select(row => row.Data).Where(page => !page.Contains("mistakes", StringComparison.Ordinal))];

    [Theory]
    [InlineData(
        "leader interview",
        "edition heldOn commitments immediateConcerns commonBreakdowns behaviors communicationStyle fulfillingPromises checked")]
    [InlineData("close with reason", "reason checked")]
    [InlineData(
        "session",
        "heldOn minutes mode notes summary readings[0].outcomeId readings[0].value readings[1].outcomeId readings[1].value")]
    [InlineData(
        "session corrected",
        "edition session heldOn minutes mode notes summary readings[0].outcomeId readings[0].value readings[1].outcomeId "
        + "readings[1].value")]
    [InlineData(
        "response",
        "edition rater strengths growth ratings[0].outcomeId ratings[0].value ratings[1].outcomeId ratings[1].value checked")]
    [InlineData("mid meeting", "edition day time minutes place")]
    [InlineData("mid meeting changed", "edition action day time minutes place")]
    public async Task A_form_has_the_fields_of_its_contract(string page, string fields)
    {
        var names = Fields(Rendering.Parse(await EveryPage.HtmlAsync(page))).Select(field => field.GetAttribute("name")!)
            .Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal($"form seen {fields}", string.Join(' ', names));
    }

    [Fact]
    public async Task The_context_form_has_ten_rows_the_design_form_rows_for_each_part_and_the_raters_form_eight()
    {
        var context = Rendering.Parse(await EveryPage.HtmlAsync("context"));
        Assert.All(
            Enumerable.Range(0, 10).SelectMany(OutcomeRow.FieldsOf), name => Assert.NotNull(context.GetElementById(FieldId.Of(name))));
        var raters = Rendering.Parse(await EveryPage.HtmlAsync("raters"));
        Assert.All(
            from row in Enumerable.Range(0, 8) from member in new[] { "name", "email", "relationship" } select $"raters[{row}].{member}",
            name => Assert.NotNull(raters.QuerySelector($"[name='{name}']")));
        var design = Rendering.Parse(await EveryPage.HtmlAsync("design"));
        Assert.All(
            from part in new[] { "themes", "practices", "exercises", "reading" }
            from row in Enumerable.Range(0, 5)
            from member in new[] { "title", "description" }
            select $"{part}[{row}].{member}",
            name => Assert.NotNull(design.QuerySelector($"[name='{name}']")));
    }

    [Fact]
    public async Task A_review_asks_for_everyone_who_can_have_attended_and_each_outcome()
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync("end review"));
        Assert.Equal(3, document.QuerySelectorAll("input[type=checkbox][name=attended]").Length);
        Assert.Equal(2, document.QuerySelectorAll("input[name^='readings['][name$='.value']").Length);
        Assert.Equal(
            ["continueAlone", "newProgram"],
            document.QuerySelectorAll("[name=decision]").Select(choice => choice.GetAttribute("value")!), StringComparer.Ordinal);
        Assert.NotNull(document.QuerySelector("[name=months]"));
        Assert.NotNull(document.QuerySelector("[name=celebration]"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Every_value_comes_back_and_each_mistake_stands_beside_its_field(string page)
    {
        var html = await EveryPage.HtmlAsync(page);
        var which = Rendering.Parse(html).QuerySelector("input[name=form]")!.GetAttribute("value")!;
        var posted = Fields(Rendering.Parse(html)).Where(field => field.GetAttribute("type") != "hidden")
            .GroupBy(field => field.GetAttribute("name")!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Typed(group.Last()), StringComparer.Ordinal);
        var state = new FormState(
            new Dictionary<string, string>(posted, StringComparer.Ordinal) { [CoachFormFields.Form] = which },
            posted.Keys.ToDictionary(name => name, name => $"Wrong: {name}.", StringComparer.Ordinal));

        var (story, part) = CoachFormPages.Open(page);
        var document = Rendering.Parse(await Rendering.WorkspaceAsync(story, part, state));
        Assert.All(posted, field =>
        {
            Assert.Equal(field.Value, ValueOf(document, field.Key));
            Assert.Equal($"Mistake: Wrong: {field.Key}.", document.GetElementById($"{FieldId.Of(field.Key)}-mistake")!.TextContent);
            Assert.Contains(document.QuerySelectorAll("[role=alert] a"), link =>
                link.TextContent.EndsWith($"Wrong: {field.Key}.", StringComparison.Ordinal));
        });
        Assert.StartsWith("Mistake: ", document.Title, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Fresh))]
    public async Task No_form_is_complete_as_it_comes(string page)
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync(page));
        Assert.All(document.Forms, form =>
        {
            var fields = Fields(form).Where(field => field.GetAttribute("type") != "hidden").ToList();
            var lacks = fields.Exists(field => field.HasAttribute("required") && field switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => !box.IsChecked,
                IHtmlTextAreaElement area => area.Value.Length == 0,
                _ => string.IsNullOrEmpty(field.GetAttribute("value")),
            });
            Assert.True(lacks || fields.TrueForAll(field => ValueOf(document, field.GetAttribute("name")!).Length == 0), page);
        });
    }

    [Fact]
    public async Task A_correction_comes_with_what_was_logged()
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync("session corrected"));
        Assert.Equal("90", ValueOf(document, "minutes"));
        Assert.Equal($"{Story.Canary} notes", ValueOf(document, "notes"));
        Assert.Equal("3", ((IHtmlInputElement)document.QuerySelector("input[name='readings[0].value']")!).Value);
        Assert.Contains("in person", document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_revision_comes_with_the_last_and_what_was_asked_for()
    {
        var document = Rendering.Parse(await EveryPage.HtmlAsync("design again"));
        Assert.Equal($"{Story.Canary} practice", ValueOf(document, "practices[0].title"));
        Assert.Equal($"{Story.Canary} practice text", ValueOf(document, "practices[0].description"));
        Assert.Contains($"{Story.Canary} comment", document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_posted_to_is_not_mixed_with_what_is_recorded()
    {
        var (story, part) = CoachFormPages.Open("session corrected");
        var posted = FormState.Empty with
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal) { [CoachFormFields.Form] = "session", ["notes"] = "" },
        };
        Assert.Equal("", ValueOf(Rendering.Parse(await Rendering.WorkspaceAsync(story, part, posted)), "notes"));
    }

    [Fact]
    public async Task A_form_says_which_it_is_and_what_was_seen()
    {
        var (story, part) = CoachFormPages.Open("session");
        var document = Rendering.Parse(await Rendering.WorkspaceAsync(story, part));
        Assert.Equal("session", document.QuerySelector("input[type=hidden][name=form]")!.GetAttribute("value"));
        Assert.Equal($"{story.Engagement.Length}", document.QuerySelector("input[type=hidden][name=seen]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Everything_that_is_owed_leads_to_its_form()
    {
        foreach (var form in CoachFormPages.All)
        {
            var (story, _) = form.Open(new Story());
            var view = Rendering.Workspace(story);
            var open = CoachForms.Links(story.Engagement, view).Where(link => link.IsOpen).ToList();
            Assert.All(
                view.Owed, owed => Assert.True(open.Exists(link => link.Settles == owed.Kind), $"{owed.What} is owed and cannot be done."));
            var overview = Rendering.Parse(await Rendering.WorkspaceAsync(story));
            Assert.All(open, link => Assert.NotNull(overview.QuerySelector($"nav a[href='{link.Entry.Href}']")));
        }
    }

    [Fact]
    public async Task A_form_of_another_step_shows_where_things_stand()
    {
        var (story, _) = CoachFormPages.Open("session");
        foreach (var form in CoachForms.Links(story.Engagement, Rendering.Workspace(story)).Where(form => !form.IsOpen))
        {
            var document = Rendering.Parse(await Rendering.WorkspaceAsync(story, new PagePart(form.Name)));
            Assert.Empty(document.QuerySelectorAll("main form"));
            Assert.Contains("Where things stand", document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("outcomes[0].benchmark", "Outcome 1 benchmark: Too long.")]
    [InlineData("heldOn", "Held on: Too long.")]
    public async Task The_summary_of_mistakes_says_which_field_each_is_in(string field, string line)
    {
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = "Too long." };
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [CoachFormFields.Form] = "context" };
        var document = Rendering.Parse(
            await Rendering.WorkspaceAsync(new Story().Start(), new PagePart("context"), new FormState(values, mistakes)));

        var link = document.QuerySelector(".mistakes a")!;
        Assert.Equal((line, $"#{FieldId.Of(field)}"), (link.TextContent, link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_wrong_code_is_not_shown_again()
    {
        var form = new FormState(
            new Dictionary<string, string>(StringComparer.Ordinal) { [OneTimeCodeForm.Code] = "123456" },
            new Dictionary<string, string>(StringComparer.Ordinal) { [OneTimeCodeForm.Code] = "This code is wrong." });
        var html = await Rendering.HtmlAsync<OneTimeCodePage>(("Firm", Rendering.Firm), ("IsSent", true), ("Minutes", 15), ("Form", form));
        Assert.DoesNotContain("123456", html, StringComparison.Ordinal);
        Assert.Equal("#code", Rendering.Parse(html).QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal("one-time-code", Rendering.Parse(html).GetElementById("code")!.GetAttribute("autocomplete"));
    }

    private static IEnumerable<IElement> Fields(IParentNode within) => within.QuerySelectorAll("input,textarea,select");

    private static string Typed(IElement field) => field switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.Value,
        IHtmlSelectElement select => select.Options[^1].Value,
        IHtmlTextAreaElement => "\ntyped <b>\n\n\"twice\" & more",
        _ => "typed <b> \"once\"",
    };

    private static string ValueOf(IHtmlDocument document, string name)
    {
        var fields = Fields(document).Where(field => field.GetAttribute("name") == name).ToList();
        return fields[0] switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio" } =>
                fields.Cast<IHtmlInputElement>().FirstOrDefault(box => box.IsChecked)?.Value ?? "",
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement area => area.TextContent,
            var input => input.GetAttribute("value") ?? "",
        };
    }
}
