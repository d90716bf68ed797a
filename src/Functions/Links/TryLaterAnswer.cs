using System.Globalization;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// A page that asks somebody who opened a link or sent its form to do so again: in a moment, or once what is damaged is mended.
/// </summary>
internal sealed class TryLaterAnswer : IActionResult
{
    private readonly int _status;
    private readonly int? _seconds;
    private readonly string _heading;
    private readonly string _advice;

    private TryLaterAnswer(int status, int? seconds, string heading, string advice) =>
        (_status, _seconds, _heading, _advice) = (status, seconds, heading, advice);

    /// <summary>Busy, or the storage cannot be reached.</summary>
    public static TryLaterAnswer Soon { get; } = new(
        StatusCodes.Status503ServiceUnavailable, 5, "Please try again in a minute",
        "We cannot answer just now. Please go back and try again in a minute. If what you sent has been recorded, you will be told "
            + "so then.");

    /// <summary>What is stored is not what was written.</summary>
    public static TryLaterAnswer WhenMended { get; } = new(
        StatusCodes.Status503ServiceUnavailable, 3_600, "Please try again later",
        "We cannot read what is stored of this coaching engagement. Nothing was recorded just now; we have been told and are working "
            + "on it. "
        + "Please try again tomorrow, or reply to the mail that brought you here.");

    /// <summary>The engagement has as many facts as it may have.</summary>
    public static TryLaterAnswer Never { get; } = new(
        StatusCodes.Status409Conflict, seconds: null, "Nothing was recorded",
        "This coaching engagement has as many entries as it may have. Please reply to the mail that brought you here, so that the "
            + "coaching firm can "
        + "start a new one.");

    /// <summary>Something that was not foreseen.</summary>
    public static TryLaterAnswer Failed { get; } = new(
        StatusCodes.Status500InternalServerError, seconds: null, "Something went wrong here",
        "It is our fault, and it is noted. Please go back and try again in a minute. If it goes wrong again, reply to the mail that "
            + "brought you here.");

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var html = await context.HttpContext.RequestServices.GetRequiredService<PageRenderer>().RenderAsync<TryLaterPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(TryLaterPage.Heading)] = _heading,
                [nameof(TryLaterPage.Advice)] = _advice,
            });
        if (_seconds is { } seconds)
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await new PageAnswer(_status, html).ExecuteResultAsync(context);
    }
}
