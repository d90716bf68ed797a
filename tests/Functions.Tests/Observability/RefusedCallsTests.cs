using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Observability;

public sealed class RefusedCallsTests
{
    [Fact]
    public async Task Wrong_keys_and_junk_tokens_are_logged_once_a_minute_without_what_came()
    {
        await using var app = await TestApp.StartAsync();

        for (var guess = 0; guess < 5; guess++)
        {
            (await app.WithKey($"guess-{guess}").GetAsync("/api/engagements")).Is(HttpStatusCode.Unauthorized);
            (await app.Links.OpenAsync($"/api/links/guess{guess}")).Is(HttpStatusCode.NotFound);
        }

        Assert.Equal(1, Lines("FirmKey"));
        Assert.Equal(1, Lines("LinkToken"));
        await app.AdvanceAsync("PT1M");
        (await app.WithKey("guess").GetAsync("/api/engagements")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(2, Lines("FirmKey"));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("guess", StringComparison.Ordinal));

        int Lines(string secret) => app.Log.Lines.Count(line => line.Contains($"a wrong {secret}", StringComparison.Ordinal));
    }
}
