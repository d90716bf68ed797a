using System.Globalization;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What a coach types into a form to say what a JSON body says.</summary>
internal static class CoachPosts
{
    private static readonly Dictionary<string, string> s_parts = new(StringComparer.Ordinal)
    {
        ["themes"] = "theme",
        ["practices"] = "practice",
        ["exercises"] = "exercise",
        ["reading"] = "book",
        ["outcomes"] = "outcome",
        ["raters"] = "rater",
    };

    /// <param name="form">The form's name.</param>
    /// <param name="body">The JSON body for which it stands.</param>
    /// <param name="people">The engagement's people, where some of them attended.</param>
    public static (string Name, string Value)[] Of(string form, JsonObject body, JsonArray? people = null) =>
        [("form", form), ("checked", "on"), .. body.SelectMany(member => Fields(member.Key, member.Value, people))];

    /// <summary>Opens the form as a coach does, and sends it with these fields and the hidden ones that it came with.</summary>
    public static async Task<PageReply> SendAsync(Browser browser, string href, (string Name, string Value)[] fields)
    {
        var page = (await browser.OpenAsync(href)).Is(System.Net.HttpStatusCode.OK);
        return await browser.PostAsync(href, With(page, fields));
    }

    public static (string Name, string Value)[] With(PageReply page, (string Name, string Value)[] fields)
    {
        var hidden = page.Document.QuerySelectorAll("form input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        Assert.Contains(hidden, input => input.Item1 == "seen");
        return [.. hidden, .. fields.Where(field => hidden.All(input => input.Item1 != field.Name))];
    }

    private static IEnumerable<(string Name, string Value)> Fields(string name, JsonNode? value, JsonArray? people) => (name, value) switch
    {
        (_, null) => [],
        ("attended", JsonArray roles) => people!
            .Where(person => roles.Any(role => role!.ToString() == person!["role"]!.ToString())).Select(person => ($"attended-{person!["id"]}", "on")),
        ("ratings", JsonArray ratings) => ratings.Select(rating => ($"rating-{rating!["outcomeId"]}", rating["value"]!.ToString())),
        ("readings", JsonArray readings) => readings.Select(reading => ($"reading-{reading!["outcomeId"]}", reading["value"]!.ToString())),
        ("corrections", JsonObject design) => [("corrections", "on"), .. design.SelectMany(member => Fields(member.Key, member.Value, people))],
        ("startsAt", _) => At(value.ToString()),
        (_, JsonArray rows) => rows.SelectMany((row, index) => row!.AsObject().Where(cell => cell.Value is not null)
            .Select(cell => (string.Create(CultureInfo.InvariantCulture, $"{s_parts[name]}-{index + 1}-{cell.Key}"), cell.Value!.ToString()))),
        _ => [(name, value.ToString())],
    };

    private static (string Name, string Value)[] At(string startsAt)
    {
        var local = TimeZoneInfo.ConvertTime(
            DateTimeOffset.Parse(startsAt, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(TestApp.Zone));
        return [("day", Bodies.Day(DateOnly.FromDateTime(local.DateTime))), ("time", local.ToString("HH:mm", CultureInfo.InvariantCulture))];
    }
}
