using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Correcting who takes part.</summary>
/// <param name="api">What all calls have in common.</param>
/// <param name="confirmations">Knows addresses that were confirmed in other engagements.</param>
/// <param name="access">Knows whether mail to an address is read.</param>
internal sealed class PeopleFunctions(FirmApi api, AddressConfirmations confirmations, DeviceAccess access)
{
    /// <summary>Corrects a person's (or rater's) name, address or time zone.</summary>
    [Function("ChangePerson")]
    public Task<IActionResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/engagements/{id}/people/{personId}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string personId,
        CancellationToken cancellation) => api.CommandAsync<PersonChangeBody, ChangePerson>(
            new FirmCall(request, client, id, cancellation),
            (change, firm) => change with { Person = personId, FirmAddress = firm.Email },
            exists: engagement => engagement.Find(personId) is not null,
            amends: Amendable.Person(personId),
            look: (change, engagement) => LookAsync(change, engagement, cancellation));

    private async Task<ChangePerson> LookAsync(ChangePerson change, Engagement engagement, CancellationToken cancellation)
    {
        if (change.Email is not { } email)
            return change;
        var person = engagement.Find(change.Person)!;
        return change with
        {
            IsKnown = await confirmations.KnowsAsync(engagement, person, email, cancellation),
            IsReached = await access.IsReachedAsync(engagement, person, cancellation),
        };
    }
}
