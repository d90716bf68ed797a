using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Correcting who takes part.</summary>
/// <param name="api">What all calls have in common.</param>
public sealed class PeopleFunctions(FirmApi api)
{
    /// <summary>Corrects a person's (or rater's) name, address or time zone.</summary>
    [Function("ChangePerson")]
    public Task<IActionResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/engagements/{id}/people/{personId}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string personId,
        CancellationToken cancellation) => api.CommandAsync<PersonChangeBody, PersonChangeRequest>(
            new FirmCall(request, client, id, cancellation),
            (change, engagement, documents) => CommandAsync(personId, change, engagement, documents),
            exists: engagement => engagement.Find(personId) is not null,
            amends: Amendable.Person(personId));

    private static async Task<Command> CommandAsync(string id, PersonChangeRequest change, Engagement engagement, DocumentDrafts documents)
    {
        var person = engagement.Find(id) ?? throw new ProblemException(Problem.NotFound);
        var others = engagement.People.Concat(engagement.Cycle.Raters.Select(rater => rater.Person)).ToList();
        var known = await documents.ReadAsync([.. others.Select(other => other.Details)]);

        var present = known.GetValueOrDefault(person.Details.Id) as PersonDetails;
        var details = new PersonDetails(change.Name ?? present?.Name ?? "", change.Email ?? present?.Email ?? "");
        var clash = others.Any(other => other.Id != id && MustDiffer(person.Role, other.Role)
            && known.GetValueOrDefault(other.Details.Id) is PersonDetails taken && Addresses.AreSame(taken, details));
        if (clash)
            throw new ProblemException(Problem.Values("$.email", "must not be the address of somebody else in this engagement"));

        // The address that bounced, given again: the mailbox works (again), so what is owed is mailed there anew.
        var addressChanged = present is null || details.Email != present.Email || (person.Bouncing && change.Email is not null);
        return new ChangePerson(id, change.TimeZone ?? person.TimeZone, await documents.AddAsync(details, person.Details), addressChanged);
    }

    // A sponsor may be a rater; nobody but the leader is the leader, and no two sponsors or raters are one.
    private static bool MustDiffer(Role one, Role other) => one == other || one == Role.Leader || other == Role.Leader;
}
