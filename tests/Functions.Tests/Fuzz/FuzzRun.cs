using System.Globalization;
using System.Net;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;
using CsCheck;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.Fuzz;

/// <summary>How a request was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="IsPastTheDoor">Whether key, link and address were ones that the system knows.</param>
internal sealed record FuzzAnswer(HttpStatusCode Status, bool IsPastTheDoor);

/// <summary>Sends requests to an application, one after the other, and looks at the answers.</summary>
internal sealed class FuzzRun
{
    // The engagements are played to their end by what is sent, so that they are made anew now and then.
    private const int RequestsAWorld = 2_500;

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    public List<FuzzAnswer> Answers { get; } = [];

    public List<string> Faults { get; } = [];

    public static async Task<FuzzRun> PlayAsync(ulong seed, uint stream, int requests)
    {
        var run = new FuzzRun();
        var dice = new Dice(new PCG(stream, seed));
        for (var sent = 0; sent < requests; sent += RequestsAWorld)
            await run.PlayAsync(dice, Math.Min(RequestsAWorld, requests - sent));
        return run;
    }

    private async Task PlayAsync(Dice dice, int requests)
    {
        await using var app = await TestApp.StartAsync(
            builder => builder.Logging.SetMinimumLevel(LogLevel.Information), settings: "--Firms:0:StartsPerHour=5000");
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        })
        {
            BaseAddress = app.Http.BaseAddress,
        };
        var world = await FuzzWorld.MakeAsync(app);
        for (var sent = 0; sent < requests; sent++)
            await SendAsync(http, FuzzRequest.Of(world, dice));
    }

    private async Task SendAsync(HttpClient http, FuzzRequest request)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancellation.CancelAfter(Hang);
        try
        {
            using var message = request.Message();
            using var response = await http.SendAsync(message, cancellation.Token);
            var text = await response.Content.ReadAsStringAsync(cancellation.Token);
            Answers.Add(new FuzzAnswer(
                response.StatusCode, response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.NotFound)));
            if ((int)response.StatusCode >= 500 && response.StatusCode != HttpStatusCode.ServiceUnavailable)
                Faults.Add($"{(int)response.StatusCode} to {request}");
            if (request.Forbidden is { } forbidden && text.Contains(forbidden, StringComparison.OrdinalIgnoreCase))
                Faults.Add($"'{forbidden}' in the answer to {request}: {text}");
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Faults.Add(string.Create(CultureInfo.InvariantCulture, $"No answer within {Hang.TotalSeconds} s to {request}"));
        }
    }
}
