using System.Net;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Observability;

public sealed class HealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/health/live")]
    [InlineData("/api/health/ready")]
    public async Task Both_answer_without_a_key_while_all_is_well(string path)
    {
        await using var app = await TestApp.StartAsync();

        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("""{"status":"Healthy","failed":[]}""", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Without_its_storage_the_app_lives_and_is_not_ready_until_it_is_back()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var store = (ContendedStore)app.Services.GetRequiredService<IEngagementStore>();

        store.IsDown = true;
        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","failed":[]}"""), await GetAsync(app, "/api/health/live"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy","failed":["storage"]}"""),
            await GetAsync(app, "/api/health/ready"));

        store.IsDown = false;
        Assert.Equal((HttpStatusCode.OK, """{"status":"Healthy","failed":[]}"""), await GetAsync(app, "/api/health/ready"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(TestApp app, string path)
    {
        using var answer = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
