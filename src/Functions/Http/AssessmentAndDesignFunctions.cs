using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 4, Assessment and design. Leader and sponsors decide on it (step 5) through their emailed links.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class AssessmentAndDesignFunctions(FirmApi api)
{
    /// <summary>Submits a revision of the program design.</summary>
    [Function("DesignProgram")]
    public Task<IActionResult> DesignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/program")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<DesignBody, DesignProgram>(
            new FirmCall(request, client, id, cancellation), amends: Amendable.Program);
}
