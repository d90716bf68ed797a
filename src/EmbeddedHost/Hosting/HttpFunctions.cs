using EmbeddedHost.Clocks;
using EmbeddedHost.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Hosting;

/// <summary>
/// Serves HTTP functions. Each request holds the clock still from start to finish, so that a command's time is the time
/// it is recorded under. On a frozen clock a request first waits until the engine is at rest: then what it finds does
/// not depend on how fast the machine is.
/// </summary>
internal sealed partial class HttpFunctions(
    ClockHold hold, WorkCount work, HostClock clock, IEnumerable<IFunctionsWorkerMiddleware> middleware, ILogger<HttpFunctions> logger)
{
    public void Map(IEndpointRouteBuilder routes, string prefix, FunctionCatalog catalog)
    {
        foreach (var function in catalog.Http)
        {
            var route = prefix.Length == 0 ? function.Route : $"{prefix}/{function.Route}";
            RequestDelegate serve = http => HoldAsync(http, () => ServeAsync(http, function));
            (function.Verbs.Count == 0 ? routes.Map(route, serve) : routes.MapMethods(route, function.Verbs, serve))
                .WithMetadata(OwnAnswers.Instance)
                .WithDisplayName(function.Method.Name);
        }
    }

    /// <summary>Has the endpoints of a group hold the clock like functions do.</summary>
    public void HoldClock(IEndpointConventionBuilder endpoints)
        => endpoints.Add(builder =>
        {
            if (builder.RequestDelegate is { } inner)
            {
                builder.RequestDelegate = http => HoldAsync(http, () => inner(http));
            }
        });

    /// <summary>Answers what nobody handled: errors without details, and statuses of routing as problem documents.</summary>
    public async Task HandleErrorsAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await Problems.WriteAsync(http, exception.StatusCode);
            return;
        }
#pragma warning disable CA1031 // The last resort: an error that a function did not handle is logged and answered without details.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var function = http.GetEndpoint()?.DisplayName ?? "routing";
            LogFailed(logger, function, ImpersonalError.Describe(exception));
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            await Problems.WriteAsync(
                http, StatusCodes.Status500InternalServerError, "internal", "Internal error",
                "Something went wrong here. The log has the details.");
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400 } && http.GetEndpoint()?.Metadata.GetMetadata<OwnAnswers>() is null)
        {
            await Problems.WriteAsync(http, http.Response.StatusCode);
        }
    }

    private async Task HoldAsync(HttpContext http, Func<Task> serve)
    {
        if (clock.IsFrozen)
        {
            await work.WhenAtRestAsync(http.RequestAborted);
        }

        using var held = await hold.ShareAsync(http.RequestAborted);
        await serve();
    }

    private Task ServeAsync(HttpContext http, HttpFunction function)
    {
        FunctionExecutionDelegate serve = _ => RunAsync(http, function);
        foreach (var outer in middleware.Reverse())
        {
            var inner = serve;
            serve = context => outer.Invoke(context, inner);
        }

        return serve(new HttpFunctionContext(http, function));
    }

    private static async Task RunAsync(HttpContext http, HttpFunction function)
    {
        var arguments = FunctionRunner.Arguments(
            function.Method,
            parameter => parameter.IsDefined(typeof(HttpTriggerAttribute), inherit: false)
                ? http.Request
                : http.GetRouteValue(parameter.Name!)?.ToString(),
            http.RequestServices,
            http.RequestAborted);
        var result = (IActionResult?)await function.Method.InvokeAsync(http.RequestServices, arguments)
            ?? throw new InvalidOperationException("An HTTP function returned null.");
        await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "HTTP function {Function} failed: {Error}")]
    private static partial void LogFailed(ILogger logger, string function, string error);

    /// <summary>Marks endpoints whose answers are their own, error statuses without a body included.</summary>
    internal sealed class OwnAnswers
    {
        public static readonly OwnAnswers Instance = new();
    }
}
