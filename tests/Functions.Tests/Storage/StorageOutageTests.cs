using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>The whole application on blob storage, whose service is killed and comes back.</summary>
public sealed class StorageOutageTests : IAsyncLifetime
{
    private const int MostAttempts = 30;

    private readonly AzuriteServer _azurite = new();

    public async ValueTask InitializeAsync()
    {
        AzuriteServer.Require();
        await _azurite.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task While_the_storage_is_gone_commands_are_503_and_then_succeed_and_nothing_is_half_written()
    {
        await using var app = await StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var decide = (await engagement.MailsAsync()).SelectMany(mail => mail.Links).First(link => link.Rel == "decide").Href;
        var facts = (await app.Firm.TimelineAsync(engagement.Id)).Count;
        var body = Bodies.Start();

        await _azurite.TerminateAsync();
        var posted = await app.Firm.PostAsync("/api/engagements", body, idempotencyKey: "again");
        var read = await app.Firm.GetAsync(engagement.Path);
        var listed = await app.Firm.GetAsync("/api/engagements");
        var opened = await app.Links.OpenAsync(decide);
        var committed = await app.Links.CommitAsync(decide);

        Assert.All([posted, read, listed], answer =>
        {
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
            Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
            Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
        });
        Assert.All([opened, committed], page =>
        {
            page.Is(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(TimeSpan.FromSeconds(5), page.Headers.RetryAfter?.Delta);
            Assert.DoesNotContain("127.0.0.1", page.Html, StringComparison.Ordinal);
        });

        await _azurite.StartAsync();
        Assert.Equal(facts, (await app.Firm.TimelineAsync(engagement.Id)).Count);
        Assert.Single((await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK).At("items")!.AsArray());
        (await app.Links.CommitAsync(decide)).Is(HttpStatusCode.OK);
        var started = (await app.Firm.PostAsync("/api/engagements", body, idempotencyKey: "again")).Is(HttpStatusCode.Created);
        var repeated = (await app.Firm.PostAsync("/api/engagements", body, idempotencyKey: "again")).Is(HttpStatusCode.Created);

        Assert.Equal(started.Text, repeated.Text);
        Assert.Equal(2, (await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray().Count);
        Assert.Single(await app.Firm.TimelineAsync(engagement.Id), fact => fact["kind"]!.ToString() == "designCommitted");
    }

    [Fact]
    public async Task Commands_while_the_storage_comes_and_goes_are_each_recorded_once_or_refused_as_503()
    {
        await using var app = await StartAsync();
        var body = Bodies.Start();

        var answers = Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            var key = $"burst-{number}";
            var answer = await app.Firm.PostAsync("/api/engagements", body, key);
            for (var attempt = 0; attempt < MostAttempts && answer.Status != HttpStatusCode.Created; attempt++)
            {
                answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
                answer = await app.Firm.PostAsync("/api/engagements", body, key);
            }

            return answer.Is(HttpStatusCode.Created).Value("id")!;
        })).ToList();
        await answers[0];
        await _azurite.TerminateAsync();
        await _azurite.StartAsync();

        var ids = await Task.WhenAll(answers);

        Assert.Equal(40, ids.Distinct(StringComparer.Ordinal).Count());
        await app.Store.RepairIndexAsync(TestContext.Current.CancellationToken);
        var listed = (await app.Firm.GetAsync("/api/engagements?limit=200")).Is(HttpStatusCode.OK).At("items")!.AsArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Select(item => item!["id"]!.ToString()).Order(StringComparer.Ordinal));
        foreach (var id in ids)
            Assert.Single(await app.Firm.TimelineAsync(id), fact => fact["kind"]!.ToString() == "engagementStarted");
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(settings:
    [
        "--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={_azurite.ConnectionString}",
        $"--Storage:Blob:Container={AzuriteServer.NewContainerName()}",
    ]);
}
