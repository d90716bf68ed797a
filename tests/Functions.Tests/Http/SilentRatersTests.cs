using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>
/// The firm does not learn which rater is silent. The same engagement is played as often as there are raters, each time another one
/// answers: every answer of every call, every mail to anybody but raters, and the sponsor's page are the same, byte by byte apart from ids.
/// </summary>
public sealed partial class SilentRatersTests
{
    private static readonly string[] Relationships = ["boss", "peer", "peer", "peer", "team"];

    private static readonly string[] Zones = ["Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin", "Pacific/Kiritimati", "Etc/UTC"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whichever_of_them_answers_firm_and_sponsor_see_and_are_answered_the_same(int answering)
    {
        Assert.Equal(await PlayAsync(answering: 0, others: []), await PlayAsync(answering, others: []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task So_they_do_when_one_alone_is_silent(int silent)
    {
        Assert.Equal(
            await PlayAsync(answering: 1, Enumerable.Range(0, 5).Except([1, 2]).ToArray()),
            await PlayAsync(answering: 1, Enumerable.Range(0, 5).Except([1, silent]).ToArray()));
    }

    private static async Task<string> PlayAsync(int answering, int[] others)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var seen = new List<string>();
        var raters = Bodies.Of(new { raters = Relationships.Select((relationship, index) => Rater(relationship, index)) });
        await SeeAsync(engagement.PostAsync("raters", raters, "key-of-raters"));
        var ids = await engagement.RatersAsync();

        foreach (var index in others.Prepend(answering))
            (await app.Links.PostAsync(await engagement.LinkAsync("respond", Address(index)), LinkClient.Answer)).Is(HttpStatusCode.OK);
        await LookAsync();
        await app.AdvanceAsync("P26D");
        await LookAsync();

        await SeeAsync(engagement.PostAsync("raters", raters, "key-of-raters"));
        await SeeAsync(engagement.PostAsync("raters", raters));
        await SeeAsync(engagement.PostAsync("three-sixty/close", Bodies.Of(new { }), "key-of-close"));
        await SeeAsync(engagement.PostAsync("three-sixty/close", Bodies.Reason()));
        foreach (var index in (int[])[2, 0])
        {
            var id = ids[index];
            await SeeAsync(app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { timeZone = "Australia/Sydney" })));
            await SeeAsync(app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { email = Address(index) })));
            await SeeAsync(engagement.PutAsync($"raters/{id}/response", Bodies.Response()));
            await SeeAsync(engagement.PutAsync($"raters/{id}/response", Bodies.Response()));
            await SeeAsync(app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { email = $"new.{Address(index)}" })));
            await SeeAsync(app.Firm.DeleteAsync($"{engagement.Path}/raters/{id}"));
            await SeeAsync(app.Firm.GetAsync($"{engagement.Path}/raters/{id}/response"));
            await LookAsync();
        }

        await app.AdvanceAsync("P30D");
        await LookAsync();
        await SeeAsync(engagement.PostAsync("three-sixty/close", Bodies.Of(new { })));
        await SeeAsync(engagement.PostAsync("cancel", Bodies.Reason()));
        await LookAsync();

        // Whoever has the new address is asked and reminded there alike, and told that the engagement is over.
        var changed = new[] { 2, 0 }.Select(index => $"new.{Address(index)}").ToHashSet(StringComparer.Ordinal);
        foreach (var mail in (await engagement.MailsAsync())
            .Where(mail => changed.Contains(mail.To) || !mail.To.StartsWith("rater.", StringComparison.Ordinal))
            .OrderBy(mail => mail.SentAt).ThenBy(mail => mail.To, StringComparer.Ordinal)) // Digests go side by side, in no order.
            seen.Add(Anonymous($"{mail.SentAt:O} {mail.To} {mail.Kind} {mail.Subject}\n{mail.Text}"));
        return string.Join('\n', seen);

        async Task SeeAsync(Task<ApiAnswer> call)
        {
            var answer = await call;
            await app.RestAsync();
            seen.Add($"{(int)answer.Status} {Anonymous(answer.Text)}");
        }

        async Task LookAsync()
        {
            await app.RestAsync();
            await SeeAsync(engagement.GetAsync(""));
            await SeeAsync(app.Firm.GetAsync($"{engagement.Path}?cycle=1"));
            await SeeAsync(app.Firm.GetAsync($"{engagement.Path}/timeline"));
            await SeeAsync(app.Firm.GetAsync($"{engagement.Path}/timeline?cursor=7&limit=3"));
            await SeeAsync(app.Firm.GetAsync("/api/engagements"));
            var page = await app.Links.OpenAsync(await engagement.LinkAsync("progress", Bodies.Email("Sam Sponsor1")));
            seen.Add($"{page.Status} {Anonymous(page.Html)}");
        }
    }

    private static JsonObject Rater(string relationship, int index) => Bodies.Of(new
    {
        name = string.Create(CultureInfo.InvariantCulture, $"Rater {index}"),
        email = Address(index),
        relationship,
        timeZone = Zones[index],
    });

    private static string Address(int index) => Bodies.Email(string.Create(CultureInfo.InvariantCulture, $"Rater {index}"));

    // Ids are numbered in the order in which they come; tokens are left out.
    private static string Anonymous(string text)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        return Id().Replace(Token().Replace(text, "/links/token"), match =>
        {
            ids.TryAdd(match.Value, ids.Count);
            return string.Create(CultureInfo.InvariantCulture, $"id-{ids[match.Value]}");
        });
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Id();

    [GeneratedRegex("/links/[A-Za-z0-9_.~-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
