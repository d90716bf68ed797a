using CoachingWorkflow.Functions.Links;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// Where people reach the system by https, browsers are told to come by nothing else (HSTS), also when a proxy in front ends TLS.
/// </summary>
internal sealed class TransportSecurity(IOptions<LinkOptions> options) : IFunctionsWorkerMiddleware
{
    private const string AYear = "max-age=31536000";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (options.Value.IsHttps && context.GetHttpContext() is { } http)
            http.Response.Headers.StrictTransportSecurity = AYear;
        return next(context);
    }
}
