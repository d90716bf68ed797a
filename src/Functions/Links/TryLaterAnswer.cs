using System.Globalization;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
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
    private readonly int _seconds;
    private readonly string _heading;
    private readonly string _advice;

    private TryLaterAnswer(int seconds, string heading, string advice) => (_seconds, _heading, _advice) = (seconds, heading, advice);

    /// <summary>Busy, or the storage cannot be reached.</summary>
    public static TryLaterAnswer Soon { get; } = new(
        5, "Please try again in a minute",
        "We cannot answer just now. Please go back and try again in a minute. If what you sent has been recorded, you will be told so then.");

    private static TryLaterAnswer WhenMended { get; } = new(
        3_600, "Please try again later",
        "We cannot read what is stored of this coaching engagement. Nothing was recorded just now; we have been told and are working on it. "
        + "Please try again tomorrow, or reply to the mail that brought you here.");

    /// <summary>Answers, or asks to try later if the storage cannot be reached or does not hold what was written.</summary>
    /// <param name="damaged">Takes what does not verify.</param>
    /// <param name="answer">Answers.</param>
    public static async Task<IActionResult> InsteadOfOutagesAsync(DamagedJournals damaged, Func<Task<IActionResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (StorageUnavailableException)
        {
            return Soon;
        }
        catch (JournalBrokenException broken)
        {
            damaged.Found(broken);
            return WhenMended;
        }
    }

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var html = await context.HttpContext.RequestServices.GetRequiredService<PageRenderer>().RenderAsync<TryLaterPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(TryLaterPage.Heading)] = _heading,
                [nameof(TryLaterPage.Advice)] = _advice,
            });
        context.HttpContext.Response.Headers.RetryAfter = _seconds.ToString(CultureInfo.InvariantCulture);
        await new PageAnswer(StatusCodes.Status503ServiceUnavailable, html).ExecuteResultAsync(context);
    }
}
