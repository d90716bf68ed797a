using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 1, Defining the context.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class DefiningTheContextFunctions(FirmApi api)
{
    /// <summary>Records the program outcomes.</summary>
    [Function("DefineContext")]
    public Task<IActionResult> DefineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/context")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<ContextBody, DefineContext>(
            new FirmCall(request, client, id, cancellation), amends: Amendable.Context);
}
