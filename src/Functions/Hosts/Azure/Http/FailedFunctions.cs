using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Observability;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Hosts.Azure.Http;

/// <summary>
/// Answers with a problem document when an HTTP function fails, and logs no message of an exception. The Functions host would log it, and
/// answer 500 without a body; the embedded host does this by itself.
/// </summary>
/// <param name="log">Takes what failed where.</param>
internal sealed partial class FailedFunctions(ILogger<FailedFunctions> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!failure.IsGivingUp(context.CancellationToken) && context.GetHttpContext() is not null)
        {
            LogFailed(ImpersonalFailure.Describe(failure));
            var http = context.GetHttpContext()!;
            if (!http.Response.HasStarted)
                await Answer.Of(Problem.Internal).ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        }
    }

    [LoggerMessage(1601, LogLevel.Error, "An HTTP function failed: {Failure}")]
    private partial void LogFailed(string failure);
}
