using System.Collections.Immutable;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 3, 360-degree interviews.</summary>
/// <param name="api">What all calls have in common.</param>
/// <param name="firms">Knows the firms' own addresses.</param>
internal sealed class ThreeSixtyInterviewsFunctions(FirmApi api, FirmDirectory firms)
{
    /// <summary>Names raters, who are asked by mail.</summary>
    [Function("AddRaters")]
    public Task<IActionResult> AddRatersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/raters")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<RatersBody, ImmutableArray<RaterRequest>>(
            new FirmCall(request, client, id, cancellation),
            (raters, engagement, documents) => AddRatersCommandAsync(raters, engagement, documents, firms.Find(engagement.FirmId)));

    /// <summary>Records an interview with a rater that the coach held. Write-only.</summary>
    [Function("RecordRaterResponse")]
    public Task<IActionResult> RecordResponseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/raters/{raterId}/response")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string raterId,
        CancellationToken cancellation) => api.CommandAsync<RaterResponseBody, RaterResponseRequest>(
            new FirmCall(request, client, id, cancellation),
            (response, engagement, documents) => ResponseCommandAsync(raterId, response, engagement, documents, AnswerSource.Firm),
            exists: engagement => RaterOf(engagement, raterId) is not null,
            amends: Amendable.Response(raterId, AnswerSource.Firm));

    /// <summary>Closes the interviews.</summary>
    [Function("CloseThreeSixty")]
    public Task<IActionResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/three-sixty/close")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<OptionalReasonBody, string?>(
            new FirmCall(request, client, id, cancellation),
            CloseCommandAsync);

    internal static async Task<Command> ResponseCommandAsync(
        string raterId, RaterResponseRequest response, Engagement engagement, DocumentDrafts documents, AnswerSource source) => new RespondAsRater(
            raterId, response.Ratings, await documents.AddAsync(response.Texts, RaterOf(engagement, raterId)?.InterviewBy(source)?.Texts),
            Link: null, ByCoach: source == AnswerSource.Coach);

    internal static async Task<Command> CloseCommandAsync(string? reason, Engagement engagement, DocumentDrafts documents) =>
        new CloseThreeSixty(await documents.AddNoteAsync(reason));

    private static Rater? RaterOf(Engagement engagement, string id) => engagement.Cycle.FindRater(id);

    internal static async Task<Command> AddRatersCommandAsync(
        ImmutableArray<RaterRequest> raters, Engagement engagement, DocumentDrafts documents, Firm? firm)
    {
        var others = engagement.People.Concat(engagement.Cycle.Raters.Select(rater => rater.Person))
            .Where(other => Addresses.MustDiffer(Role.Rater, other.Role)).Select(other => other.Details).ToList();
        var taken = (await documents.ReadAsync(others)).Values.OfType<PersonDetails>().ToList();

        var check = new Validation();
        var added = ImmutableArray.CreateBuilder<NewRater>(raters.Length);
        for (var index = 0; index < raters.Length; index++)
        {
            var rater = raters[index];
            if (taken.Exists(details => Addresses.AreSame(details, rater.Details)))
                check.Add($"$.raters[{index}].email", "must not be the address of the leader, of the coach, or of a rater who was asked already");
            if (firm is not null && Addresses.AreSame(firm, rater.Details))
                check.Add($"$.raters[{index}].email", Addresses.NotTheFirms);
            added.Add(new NewRater(rater.Relationship, rater.TimeZone ?? engagement.TimeZone, await documents.AddAsync(rater.Details)));
        }

        check.ThrowIfAny();
        return new AddRaters(added.ToImmutable());
    }
}
