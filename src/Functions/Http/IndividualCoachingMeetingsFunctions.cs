using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Step 6, Individual coaching meetings.</summary>
/// <param name="api">What all calls have in common.</param>
internal sealed class IndividualCoachingMeetingsFunctions(FirmApi api)
{
    /// <summary>Logs a meeting.</summary>
    [Function("LogSession")]
    public Task<IActionResult> LogAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/sessions")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<SessionBody, LogSession>(
            new FirmCall(request, client, id, cancellation),
            answer: done => Logged(id, done));

    /// <summary>Corrects a log; the first one stays in the journal.</summary>
    [Function("CorrectSession")]
    public Task<IActionResult> CorrectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/engagements/{id}/sessions/{sessionId}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        string sessionId,
        CancellationToken cancellation) => api.CommandAsync<SessionBody, LogSession>(
            new FirmCall(request, client, id, cancellation),
            (session, _) => session with { Session = sessionId },
            exists: engagement => engagement.Cycle.FindSession(sessionId) is not null,
            amends: Amendable.Session(sessionId));

    private static Answer Logged(string engagement, CommandOutcome.Done done)
    {
        var session = done.Facts.OfType<SessionLogged>().Single().Session;
        var cycle = done.Engagement.Cycle;
        var body = new
        {
            session.Id,
            Hours = Math.Round(cycle.MinutesUsed / 60m, 2),
            BudgetHours = cycle.Months * cycle.HoursPerMonth,
            OverBudget = cycle.IsOverBudget,
        };
        return new Answer(StatusCodes.Status201Created, body)
        {
            Location = $"/api/engagements/{engagement}/sessions/{session.Id}",
            ETag = done.Engagement.EditionOf(Amendable.Session(session.Id)).Tag,
        };
    }
}
