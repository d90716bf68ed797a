using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// The one place where an HTTP function's exception becomes an answer, on both hosts: behind a link a page, elsewhere a problem document.
/// No message of an exception is logged, which may quote what people wrote.
/// </summary>
internal sealed partial class FailedCalls(DamagedJournals damaged, ILogger<FailedCalls> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsAnswered(failure, context))
        {
            var http = context.GetHttpContext()!;
            IActionResult answer = http.Request.Path.StartsWithSegments(LinkTokens.Path, StringComparison.OrdinalIgnoreCase)
                ? PageOf(failure) : DocumentOf(failure);
            await answer.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        }
    }

    // What the server itself refuses of a request (a body that is cut off) carries its own status.
    private static bool IsAnswered(Exception failure, FunctionContext context) => failure is not BadHttpRequestException
        && !failure.IsGivingUp(context.CancellationToken) && context.GetHttpContext() is { Response.HasStarted: false };

    private Answer DocumentOf(Exception failure) => Answer.Of(failure switch
    {
        ProblemException refused => refused.Problem,
        StorageUnavailableException => Problem.StorageUnavailable,
        JournalBrokenException broken => Found(broken, Problem.EngagementDamaged),
        JournalFullException => Problem.JournalFull,
        _ => Unforeseen(failure, Problem.Internal),
    });

    private TryLaterAnswer PageOf(Exception failure) => failure switch
    {
        StorageUnavailableException => TryLaterAnswer.Soon,
        JournalBrokenException broken => Found(broken, TryLaterAnswer.WhenMended),
        JournalFullException => TryLaterAnswer.Never,
        _ => Unforeseen(failure, TryLaterAnswer.Failed),
    };

    private T Found<T>(JournalBrokenException broken, T answer)
    {
        damaged.Found(broken);
        return answer;
    }

    private T Unforeseen<T>(Exception failure, T answer)
    {
        LogFailed(ImpersonalFailure.Describe(failure));
        return answer;
    }

    [LoggerMessage(1601, LogLevel.Error, "An HTTP function failed: {Failure}")]
    private partial void LogFailed(string failure);
}
