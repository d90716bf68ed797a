using System.Globalization;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What a coach types into a form to say what a JSON body says.</summary>
internal static class CoachPosts
{
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
        var hidden = page.Document.QuerySelectorAll("main form input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        Assert.Contains(hidden, input => input.Item1 == "seen");
        return [.. hidden, .. fields.Where(field => hidden.All(input => input.Item1 != field.Name))];
    }

    // Inputs are named by JSON path; beside that, a page asks who attended by name, for day and time apart, and whether the design is
    // corrected.
    private static IEnumerable<(string Name, string Value)> Fields(string name, JsonNode? value, JsonArray? people) => (name, value) switch
    {
        (_, null) => [],
        ("attended", JsonArray roles) => people!
            .Where(person => roles.Any(role => role!.ToString() == person!["role"]!.ToString()))
                .Select(person => (name, person!["id"]!.ToString())),
        ("corrections", JsonObject design) =>
            [("corrected", "on"), .. design.SelectMany(member => Fields($"{name}.{member.Key}", member.Value, people))],
        ("startsAt", _) => At(value.ToString()),
        (_, JsonObject members) => members.SelectMany(member => Fields($"{name}.{member.Key}", member.Value, people)),
        (_, JsonArray rows) =>
            rows.SelectMany((row, index) => Fields(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), row, people)),
        _ => [(name, value.ToString())],
    };

    private static (string Name, string Value)[] At(string startsAt)
    {
        var local = TimeZoneInfo.ConvertTime(
            DateTimeOffset.Parse(startsAt, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(TestApp.Zone));
        return [
            ("day", Bodies.Day(DateOnly.FromDateTime(local.DateTime))), ("time", local.ToString("HH:mm", CultureInfo.InvariantCulture))];
    }
}
