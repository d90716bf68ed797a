using System.Net;
using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>What the whole application asks of blob storage. On Azure every request has its price, and its time.</summary>
public sealed class StorageCostTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private readonly CountedCalls _calls = new();

    [Fact]
    public async Task Reading_an_engagement_costs_one_request_and_a_command_with_a_mail_a_few()
    {
        await using var app = await StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await engagement.PostAsync("sessions", Bodies.Session(app.Today));
        await app.RestAsync();

        await _calls.AtMostAsync("A GET of one engagement", 1, () => engagement.GetAsync());
        var coach = await engagement.PersonAsync("coach");
        await _calls.AtMostAsync("A command that changes nothing", 2, async () =>
            (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach["id"]}", Bodies.Of(new { name = coach["name"]!.ToString() }))).Is(HttpStatusCode.OK));
        await _calls.AtMostAsync("A command with one mail", 13, async () =>
        {
            (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(60)))).Is(HttpStatusCode.OK);
            await app.RestAsync();
        });
    }

    [Fact]
    public async Task From_the_start_to_step_6_the_storage_is_asked_a_few_times_for_each_thing_that_happens()
    {
        await using var app = await StartAsync();

        await _calls.AtMostAsync("From the start to step 6", 200, async () =>
        {
            var engagement = await TestEngagement.AtStepAsync(app, 6);
            await app.RestAsync();
            Assert.Equal(6, await engagement.StepAsync());
        });
    }

    [Fact]
    public async Task A_year_of_an_engagement_costs_at_most_two_thousand_requests()
    {
        await using var app = await StartAsync();

        await _calls.AtMostAsync("A year", 2_000, async () =>
        {
            var engagement = await TestEngagement.AtStepAsync(app, 6, Bodies.Start(months: 12));
            for (var month = 1; month <= 12; month++)
            {
                if (month == 7)
                    (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);
                (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
                await app.AdvanceAsync("P1M");
            }

            await engagement.ReachAsync(8);
            (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))).Is(HttpStatusCode.OK);
            await app.RestAsync();
            Assert.Equal("completed", (await engagement.GetAsync()).Value("status"));
        });
    }

    private Task<TestApp> StartAsync()
    {
        AzuriteServer.Require();
        return TestApp.StartAsync(
            builder => builder.Services.AddSingleton<BlobContainerClient>(azurite.NewContainer(_calls)),
            settings: ["--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}"]);
    }
}
