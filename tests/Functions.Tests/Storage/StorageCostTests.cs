using System.Net;
using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Functions.Storage.Macs;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>What the whole application asks of blob storage. On Azure every request has its price, and takes its time.</summary>
public sealed class StorageCostTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private readonly CountedCalls _calls = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reading_an_engagement_costs_one_request_and_a_command_a_few()
    {
        await using var app = await StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await app.RestAsync();

        await _calls.AtMostAsync("A command with one mail", 14, async () =>
        {
            (await engagement.PostAsync("raters", Bodies.Of(new { raters = new[] { Bodies.Rater("First", "team") } })))
                .Is(HttpStatusCode.OK);
            await app.RestAsync();
        });
        await engagement.ReachAsync(6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
        await app.RestAsync();
        await _calls.AtMostAsync("A GET of one engagement", 1, () => engagement.GetAsync());
        var coach = await engagement.PersonAsync("coach");
        await _calls.AtMostAsync("A command that changes nothing", 2, async () =>
            (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach["id"]}", Bodies.Of(new { name = coach["name"]!.ToString() })))
                .Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task An_instance_that_never_saw_an_engagement_reads_its_journal_and_a_few_blobs_of_documents()
    {
        var container = NewContainer();
        await using var app = await StartAsync(container);
        var engagement = await TestEngagement.AtStepAsync(app, 6, Bodies.Start(sponsors: 2));
        await app.RestAsync();
        using var store = new BlobEngagementStore(
            container, app.Services.GetRequiredService<JournalMacs>(), TimeProvider(app), NullLogger<BlobEngagementStore>.Instance);
        using var reader = new EngagementReader(store, new DamagedJournals(NullLogger<DamagedJournals>.Instance));

        await _calls.AtMostAsync("The first GET of one engagement", 10, async () =>
        {
            var read = await reader.ReadAsync(engagement.Id, Cancellation);
            var documents = FirmViewBuilder.DocumentsNeeded(read, read.Cycle.Number).ToList();
            Assert.Equal(
                documents.Select(document => document.Id).Distinct(StringComparer.Ordinal).Count(),
                (await store.ReadDocumentsAsync(engagement.Id, documents, Cancellation)).Count);
        });
    }

    [Fact]
    public async Task From_the_start_to_step_6_the_storage_is_asked_a_few_times_for_each_thing_that_happens()
    {
        await using var app = await StartAsync();

        await _calls.AtMostAsync("From the start to step 6", 210, async () =>
        {
            var engagement = await TestEngagement.AtStepAsync(app, 6);
            await app.RestAsync();
            Assert.Equal(6, await engagement.StepAsync());
        });
    }

    [Fact]
    public async Task A_slow_year_with_reminders_and_an_instance_that_forgets_every_night_stays_within_the_budget()
    {
        await using var app = await StartAsync();

        await _calls.AtMostAsync("A year", 2_100, async () =>
        {
            var engagement = await TestEngagement.StartAsync(app, Bodies.Start(months: 12, sponsors: 2));
            for (var step = 1; step <= 5; step++)
            {
                if (step == 3)
                    await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "team", "team");
                await SleepAsync(engagement, 18);
                if (step == 3)
                {
                    foreach (var rater in await engagement.RatersAsync())
                        await engagement.RespondAsync(rater);
                    await engagement.CloseAsync();
                }

                await engagement.ReachAsync(step + 1);
            }

            for (var month = 1; month <= 12; month++)
            {
                await SleepAsync(engagement, 30);
                if (month % 3 != 0)
                    (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
                if (month == 8)
                    (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);
            }

            await SleepAsync(engagement, 10);
            (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))).Is(HttpStatusCode.OK);
            await app.RestAsync();
            Assert.Equal("completed", (await engagement.GetAsync()).Value("status"));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{(await engagement.TimelineAsync()).Count} facts, {app.Mails.All.Count} mails");
            Assert.True(app.Mails.All.Count > 80);
        });

        async Task SleepAsync(TestEngagement engagement, int nights)
        {
            for (var night = 0; night < nights; night++)
            {
                app.Services.GetRequiredService<EngagementReader>().Forget(engagement.Id);
                await app.AdvanceAsync("P1D");
            }
        }
    }

    private static TimeProvider TimeProvider(TestApp app) => app.Services.GetRequiredService<TimeProvider>();

    private BlobContainerClient NewContainer()
    {
        AzuriteServer.Require();
        return azurite.NewContainer(_calls);
    }

    private Task<TestApp> StartAsync(BlobContainerClient? container = null) => TestApp.StartAsync(
        builder => builder.Services.AddSingleton(container ?? NewContainer()),
        settings:
        [
            "--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}",
            // As with Communication Services: each mail has its place in the quota, and is known by its id.
            "--Mail:Quota:PerMinute=30", "--Mail:Quota:PerHour=100", "--Mail:DeliveryReports:Key=0123456789abcdef0123456789abcdef",
        ]);
}
