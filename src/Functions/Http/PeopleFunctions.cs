using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Correcting who takes part.</summary>
/// <param name="api">What all calls have in common.</param>
/// <param name="firms">Knows the firms' own addresses.</param>
/// <param name="confirmations">Knows addresses that were confirmed in other engagements.</param>
internal sealed class PeopleFunctions(FirmApi api, FirmDirectory firms, AddressConfirmations confirmations)
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
            (change, engagement, documents) => CommandAsync(personId, change, engagement, documents, cancellation),
            exists: engagement => engagement.Find(personId) is not null,
            amends: Amendable.Person(personId));

    private async Task<Command> CommandAsync(
        string id, PersonChangeRequest change, Engagement engagement, DocumentDrafts documents, CancellationToken cancellation)
    {
        var person = engagement.Find(id) ?? throw new ProblemException(Problem.NotFound);
        var others = engagement.People.Concat(engagement.Cycle.Raters.Select(rater => rater.Person)).ToList();
        var first = engagement.FirstDetails.GetValueOrDefault(id);
        DocumentRef?[] needed = [.. others.Select(other => other.Details), person.Former?.Details, first];
        var known = await documents.ReadAsync([.. needed.OfType<DocumentRef>()]);

        var present = Details(person.Details);
        var details = new PersonDetails(change.Name ?? present?.Name ?? "", change.Email ?? present?.Email ?? "");
        var isSame = present is not null && Addresses.AreSame(present, details);
        if (others.Any(other => other.Id != id && Addresses.MustDiffer(person.Role, other.Role) && IsAddressOf(other.Details)))
            throw new ProblemException(Problem.Values("$.email", "must not be the address of somebody else in this engagement"));
        if (!isSame && IsFirms(engagement, details) && person.Role != Role.Sponsor && !(person.Role == Role.Coach && IsAddressOf(first)))
            throw new ProblemException(Problem.Values("$.email", Addresses.NotTheFirms));

        // The address that bounced, given again: the mailbox works (again), so what is owed is mailed there anew.
        var addressChanged = !isSame || (person.Bouncing && change.Email is not null);
        var origin = isSame ? AddressOrigin.Same
            : IsAddressOf(person.Former?.Details) ? AddressOrigin.Former
            : addressChanged && await confirmations.KnowsAsync(engagement, person, details, cancellation) ? AddressOrigin.Known
            : AddressOrigin.New;
        return new ChangePerson(id, change.TimeZone ?? person.TimeZone, await documents.AddAsync(details, person.Details), addressChanged, origin);

        PersonDetails? Details(DocumentRef? reference) => reference is null ? null : known.GetValueOrDefault(reference.Id) as PersonDetails;

        bool IsAddressOf(DocumentRef? reference) => Details(reference) is { } other && Addresses.AreSame(other, details);
    }

    // What leader, raters and (unless it was so from the start) coach get by mail is not the firm's to read.
    private bool IsFirms(Engagement engagement, PersonDetails details) =>
        firms.Find(engagement.FirmId) is { } firm && Addresses.AreSame(firm, details);
}
