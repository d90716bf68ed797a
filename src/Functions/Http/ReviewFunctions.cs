using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Steps 7 and 8, the reviews and their meetings.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class ReviewFunctions(FirmApi api)
{
    /// <summary>Gives a review's meeting a time; everyone's calendar is updated.</summary>
    [Function("ScheduleReviewMeeting")]
    public Task<IActionResult> ScheduleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/reviews/{review}/meeting")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string review,
        CancellationToken cancellation) => api.CommandAsync<MeetingBody, ScheduleReviewMeeting>(
            new FirmCall(request, client, id, cancellation),
            (meeting, _) => meeting with { Review = KindOf(review)!.Value },
            exists: _ => KindOf(review) is not null,
            amends: Amendable.Meeting(KindOf(review) ?? ReviewKind.Mid));

    /// <summary>Calls a review's meeting off; everyone's calendar is updated.</summary>
    [Function("CancelReviewMeeting")]
    public Task<IActionResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/engagements/{id}/reviews/{review}/meeting")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string review,
        CancellationToken cancellation) => api.CommandAsync(
            new FirmCall(request, client, id, cancellation),
            new CancelReviewMeeting(KindOf(review) ?? ReviewKind.Mid),
            exists: _ => KindOf(review) is not null,
            amends: Amendable.Meeting(KindOf(review) ?? ReviewKind.Mid));

    /// <summary>Records the mid-program review.</summary>
    [Function("HoldMidProgramReview")]
    public Task<IActionResult> HoldMidAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/mid-program-review")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<MidReviewBody, HoldMidReview>(
            new FirmCall(request, client, id, cancellation));

    /// <summary>Records the end-of-program review.</summary>
    [Function("HoldEndOfProgramReview")]
    public Task<IActionResult> HoldEndAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/end-of-program-review")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<EndReviewBody, HoldEndReview>(
            new FirmCall(request, client, id, cancellation));

    private static ReviewKind? KindOf(string review) => review switch
    {
        "mid" => ReviewKind.Mid,
        "end" => ReviewKind.End,
        _ => null,
    };
}
