using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>
/// Bodies of the API's calls, every member filled in. Every name, address and text holds the word "canary", and what only coach
/// and leader may read "canary-secret", so that any test can search for where they went.
/// </summary>
internal static class Bodies
{
    public const string Canary = "canary";

    public const string Secret = "canary-secret";

    public static JsonObject Start(int months = 6, int sponsors = 1) => Of(new
    {
        leader = Person("Lea Leader"),
        coach = Person("Cora Coach"),
        sponsors = Enumerable.Range(1, sponsors).Select(number => Person($"Sam Sponsor{number}")),
        months,
        hoursPerMonth = 3,
        timeZone = TestApp.Zone,
        reference = "canary-open reference 42",
    });

    public static JsonObject Context(DateOnly heldOn) => Of(new { outcomes = Outcomes("context"), heldOn = Day(heldOn) });

    public static JsonObject LeaderInterview(DateOnly heldOn) => Of(new
    {
        heldOn = Day(heldOn),
        commitments = Private("commitments"),
        immediateConcerns = Private("concerns"),
        commonBreakdowns = Private("breakdowns"),
        behaviors = Private("behaviors"),
        communicationStyle = Private("style"),
        fulfillingPromises = Private("promises"),
    });

    public static JsonObject Raters(params string[] relationships) => Of(new
    {
        raters = relationships.Select((relationship, index) =>
            Rater(string.Create(CultureInfo.InvariantCulture, $"Rater {relationship} {index + 1}"), relationship)),
    });

    public static JsonObject Rater(string name, string relationship) =>
        Of(new { name = Name(name), email = Email(name), relationship });

    public static JsonObject Response(string? outcome = null) => Of(new
    {
        strengths = Private("strengths"),
        growth = Private("growth"),
        ratings = outcome is null ? [] : new[] { new { outcomeId = outcome, value = 3.5m } },
    });

    public static JsonObject Reason() => Of(new { reason = "canary-open reason" });

    public static JsonObject Program(string mark = "design") => Of(new
    {
        themes = new[] { Item("theme", mark) },
        practices = new[] { Item("practice", mark) },
        exercises = new[] { Item("exercise", mark) },
        reading = new[] { Item("book", mark) },
    });

    public static JsonObject Session(DateOnly heldOn, int minutes = 90, string? outcome = null) => Of(new
    {
        heldOn = Day(heldOn),
        minutes,
        mode = "inPerson",
        notes = Private("notes"),
        summary = "canary-open summary",
        readings = outcome is null ? [] : new[] { new { outcomeId = outcome, value = 3.25m } },
    });

    public static JsonObject Meeting(DateTimeOffset startsAt) => Of(new { startsAt, minutes = 90, place = "Canary room 4" });

    public static JsonObject MidReview(DateOnly heldOn, string? outcome = null, bool corrections = true) => Of(new
    {
        heldOn = Day(heldOn),
        attended = new[] { "leader", "coach", "sponsor" },
        readings = outcome is null ? [] : new[] { new { outcomeId = outcome, value = 4m } },
        corrections = corrections ? Program("corrections") : null,
    });

    public static JsonObject EndReview(DateOnly heldOn, string? outcome = null) => Of(new
    {
        heldOn = Day(heldOn),
        attended = new[] { "leader", "coach", "sponsor" },
        readings = outcome is null ? [] : new[] { new { outcomeId = outcome, value = 5m } },
        celebration = "canary-open celebration",
        decision = "continueAlone",
    });

    public static JsonObject Renewal(DateOnly heldOn) => Of(new
    {
        heldOn = Day(heldOn),
        attended = new[] { "leader", "coach" },
        readings = Array.Empty<object>(),
        celebration = "canary-open celebration",
        decision = "newProgram",
        outcomes = Outcomes("renewal"),
        months = 9,
    });

    /// <summary>The body, changed.</summary>
    public static JsonObject Changed(this JsonObject body, Action<JsonObject> change)
    {
        change(body);
        return body;
    }

    public static JsonObject Of(object body) => JsonSerializer.SerializeToNode(body, JsonSerializerOptions.Web)!.AsObject();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Email(string name) => $"{name.Replace(' ', '.').ToLowerInvariant()}.{Canary}@example.org";

    private static string Name(string name) => $"{name} Canary";

    private static string Private(string text) => $"{Secret} {text}";

    private static object Person(string name) => new { name = Name(name), email = Email(name), timeZone = TestApp.Zone };

    private static object Item(string what, string mark) =>
        new { title = $"canary-open {what} {mark}", description = $"canary-open {what} of {mark}" };

    private static object[] Outcomes(string mark) =>
    [
        new { title = $"canary-open delegates more ({mark})", benchmark = "canary-open survey", baseline = 2m, target = 4.5m,
            unit = "canary points" },
        new { title = $"canary-open fewer late nights ({mark})", benchmark = "canary-open count", baseline = 10m, target = 0m },
    ];
}
