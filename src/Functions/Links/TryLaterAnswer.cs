using System.Globalization;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Asks somebody who opened a link or sent its form to do so again in a moment.</summary>
public sealed class TryLaterAnswer : IActionResult
{
    private const int Seconds = 5;
    private const string Text = "We cannot answer just now. Please try again in a minute. If what you sent has been recorded, you will be told so then.";

    /// <summary>Answers, or asks to try later if the storage cannot be reached.</summary>
    /// <param name="answer">Answers.</param>
    public static async Task<IActionResult> InsteadOfOutagesAsync(Func<Task<IActionResult>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        try
        {
            return await answer();
        }
        catch (StorageUnavailableException)
        {
            return new TryLaterAnswer();
        }
    }

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(context.HttpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(Text, context.HttpContext.RequestAborted);
    }
}
