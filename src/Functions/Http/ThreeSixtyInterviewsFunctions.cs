using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 3, 360-degree interviews.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class ThreeSixtyInterviewsFunctions(FirmApi api)
{
    /// <summary>Names raters, who are asked by mail.</summary>
    [Function("AddRaters")]
    public Task<IActionResult> AddRatersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/raters")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<RatersBody, AddRaters>(
            new FirmCall(request, client, id, cancellation),
            (raters, firm) => raters with { FirmAddress = firm.Email });

    /// <summary>Records an interview with a rater that the coach held. Write-only.</summary>
    [Function("RecordRaterResponse")]
    public Task<IActionResult> RecordResponseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/raters/{raterId}/response")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string raterId,
        CancellationToken cancellation) => api.CommandAsync<RaterResponseBody, RespondAsRater>(
            new FirmCall(request, client, id, cancellation),
            (response, _) => response with { Rater = raterId },
            exists: engagement => engagement.Cycle.FindRater(raterId) is not null,
            amends: Amendable.Response(raterId, AnswerSource.Firm));

    /// <summary>Closes the interviews.</summary>
    [Function("CloseThreeSixty")]
    public Task<IActionResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/three-sixty/close")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<CloseThreeSixtyBody, CloseThreeSixty>(
            new FirmCall(request, client, id, cancellation));
}
