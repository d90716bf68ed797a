using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 2, Interview with leader. Write-only: what went in never comes out to the firm.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class InterviewWithLeaderFunctions(FirmApi api)
{
    /// <summary>Records the interview.</summary>
    [Function("RecordLeaderInterview")]
    public Task<IActionResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/leader-interview")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<LeaderInterviewBody, RecordLeaderInterview>(
            new FirmCall(request, client, id, cancellation), amends: Amendable.LeaderInterview);
}
