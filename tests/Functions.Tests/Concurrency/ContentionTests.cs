using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Concurrency;

/// <summary>Other processes may be faster at the store: then a command is decided again, and in the end given back.</summary>
public sealed class ContentionTests
{
    [Fact]
    public async Task A_conflict_that_passes_is_not_seen()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.RestAsync();
        ((ContendedStore)app.Store).Refusals = 5;

        (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);

        Assert.Single(await engagement.KindsAsync(), kind => kind == "sessionLogged");
    }

    [Fact]
    public async Task A_conflict_that_outlasts_its_retries_is_503_with_a_time_to_wait_and_records_nothing()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));
        var store = (ContendedStore)app.Store;

        await engagement.ChangesNothingAsync(async () =>
        {
            store.Refusals = 1000;
            var busy = (await engagement.PostAsync("program", Bodies.Program("second"), "program-2"))
                .IsProblem(HttpStatusCode.ServiceUnavailable, "contended");
            Assert.Equal("1", busy.Headers.RetryAfter!.ToString());
            (await app.Links.CommitAsync(link)).Is(HttpStatusCode.ServiceUnavailable);
            store.Refusals = 0;
        });

        (await app.Links.CommitAsync(link)).Is(HttpStatusCode.OK).Says("is recorded");
        (await engagement.PostAsync("program", Bodies.Program("second"), "program-2")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_engagement_that_is_full_takes_nothing_more_and_says_so_to_firms_and_people()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var decide = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));
        var program = await engagement.LinkAsync("program", Bodies.Email("Lea Leader"));
        await engagement.ChangesNothingAsync(async () =>
        {
            ((ContendedStore)app.Store).IsFull = true;
            (await engagement.PostAsync("program", Bodies.Program("second"))).IsProblem(HttpStatusCode.Conflict, "journal-full");
            (await app.Links.CommitAsync(decide)).Is(HttpStatusCode.Conflict).Says("as many entries as it may have");
            (await browser.PostAsync(program, ("renew", "on"))).Is(HttpStatusCode.Conflict).Says("as many entries as it may have");
            ((ContendedStore)app.Store).IsFull = false;
        });
    }
}
