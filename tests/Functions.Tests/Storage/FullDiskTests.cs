using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>
/// A disk that is full, which SQLite's limit on pages makes for real: nothing is lost, everybody is told to come back, and then it works.
/// </summary>
public sealed class FullDiskTests
{
    private const int LongestText = 20_000;

    private static readonly string LongText = new('x', LongestText);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_and_forms_are_asked_to_try_again_readiness_says_so_and_then_all_goes_on()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        var rater = (await engagement.RatersAsync())[0];
        var link = (await engagement.MailsAsync()).SelectMany(mail => mail.Links).First(link => link.Rel == "respond").Href;
        (string, string)[] answers = [("strengths", LongText), ("growth", LongText)];
        await ReadyAsync(app, HttpStatusCode.OK);

        await FillAsync(app.File);
        var start = Bodies.Start();
        var started = await app.Firm.PostAsync("/api/engagements", Long(start), idempotencyKey: "full");
        var put = await engagement.PutAsync($"raters/{rater}/response", Bodies.Of(new { strengths = LongText, growth = LongText }));
        var posted = await app.Links.PostAsync(link, answers);

        Assert.All([started, put], answer =>
        {
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        });
        posted.Is(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(posted.Headers.RetryAfter?.Delta);
        Assert.Equal("Please try again in a minute", posted.Heading);
        var unready = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("Unhealthy", unready.Value("status"));
        Assert.Equal("storage", unready.Value("failed.0"));
        Assert.NotNull(unready.Headers.RetryAfter?.Delta);
        Assert.Contains(app.Log.Lines, line =>
            line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("SQLite 13", StringComparison.Ordinal));
        (await app.Firm.GetAsync(engagement.Path)).Is(HttpStatusCode.OK);

        await FreeAsync(app.File);
        (await app.Links.PostAsync(link, answers)).Is(HttpStatusCode.OK);
        (await app.Firm.PostAsync("/api/engagements", Long(start), idempotencyKey: "full")).Is(HttpStatusCode.Created);
        Assert.Equal("Healthy", (await ReadyAsync(app, HttpStatusCode.OK)).Value("status"));
        await app.RestAsync();
        Assert.Equal(2, (await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray().Count);
    }

    [Fact]
    public async Task Readiness_returns_after_a_while_so_that_calls_come_again_and_find_out()
    {
        await using var app = await TestApp.StartAsync();
        await FillAsync(app.File);
        (await app.Firm.PostAsync("/api/engagements", Long(Bodies.Start())))
            .IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        await FreeAsync(app.File);

        await app.AdvanceAsync("PT2M");

        await ReadyAsync(app, HttpStatusCode.OK);
    }

    private static JsonObject Long(JsonObject start)
    {
        // Long names need pages of its own, whatever room is left in the old ones.
        start["sponsors"] = new JsonArray([.. Enumerable.Range(1, 5).Select(number => Bodies.Of(new
        {
            name = $"Canary {number} " + new string('x', 180),
            email = string.Create(CultureInfo.InvariantCulture, $"s{number}.{new string('y', 50)}@canary.example"),
        }))]);
        return start;
    }

    private static async Task<ApiAnswer> ReadyAsync(TestApp app, HttpStatusCode status)
    {
        using var answer = await app.Http.GetAsync(new Uri("/api/health/ready", UriKind.Relative), Cancellation);
        return (await ApiAnswer.ReadAsync(answer)).Is(status);
    }

    private static async Task FillAsync(SqliteFile file)
    {
        await file.WriteAsync(connection => connection.Execute("CREATE TABLE filler(x BLOB)"), Cancellation);
        await file.WriteAsync(
            connection =>
            {
                var pages = (long)connection.Prepared("PRAGMA page_count").ExecuteScalar()!;
                return connection.Prepared(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages}")).ExecuteScalar();
            },
            Cancellation);
        foreach (var size in new[] { 100_000, 3_000, 500, 50, 1 })
        {
            try
            {
                while (true)
                    await file.WriteAsync(connection => connection.Execute("INSERT INTO filler VALUES(zeroblob($1))", size), Cancellation);
            }
            catch (SqliteException full) when (full.SqliteErrorCode == 13)
            {
            }
        }
    }

    private static Task<object?> FreeAsync(SqliteFile file) => file.WriteAsync(
        connection => connection.Prepared("PRAGMA max_page_count=1073741823").ExecuteScalar(), Cancellation);
}
