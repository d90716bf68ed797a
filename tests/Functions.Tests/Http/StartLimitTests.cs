using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class StartLimitTests
{
    [Fact]
    public async Task A_firm_starts_so_many_in_an_hour_is_told_when_the_next_can_be_and_holds_up_no_other()
    {
        await using var app = await TestApp.StartAsync(settings: "--Firms:0:StartsPerHour=3");
        await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "first");
        await app.AdvanceAsync("PT10M");
        await TestEngagement.StartAsync(app);
        await TestEngagement.StartAsync(app);

        var refused = (await app.Firm.PostAsync("/api/engagements", Bodies.Start()))
            .IsProblem(HttpStatusCode.TooManyRequests, "too-many-starts");
        Assert.Equal(TimeSpan.FromMinutes(50), refused.Headers.RetryAfter!.Delta);

        // What was started already is answered again, and others start.
        (await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "first")).Is(HttpStatusCode.Created);
        (await app.As(TestFirm.South).PostAsync("/api/engagements", Bodies.Start())).Is(HttpStatusCode.Created);

        await app.AdvanceAsync("PT50M");
        await TestEngagement.StartAsync(app);
        (await app.Firm.PostAsync("/api/engagements", Bodies.Start())).IsProblem(HttpStatusCode.TooManyRequests, "too-many-starts");
    }
}
