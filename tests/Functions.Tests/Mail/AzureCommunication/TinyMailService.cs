using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.Mail.AzureCommunication;

/// <summary>Communication Services on the loopback interface: keeps what is sent and answers what it is told to.</summary>
internal sealed class TinyMailService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TinyMailService(WebApplication app) => _app = app;

    public string Endpoint => _app.Urls.First();

    public List<(string Operation, JsonNode Mail)> Sent { get; } = [];

    /// <summary>Answers instead of accepting.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
        AnswerAsync(context, StatusCodes.Status202Accepted, """{"id":"1","status":"Running"}""");

    public static async Task<TinyMailService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var service = new TinyMailService(builder.Build());
        service._app.MapPost("/emails:send", service.TakeAsync);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public static async Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    public static string Error(string code, string message = "Not now") =>
        $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Sent.Add(
            (context.Request.Headers["Operation-Id"].ToString(),
            (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!));
        await Answer(context);
    }
}
