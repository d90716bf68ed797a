using System.Collections.Immutable;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Starting, reading and cancelling engagements.</summary>
/// <param name="api">What all calls have in common.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="store">Lists engagements and holds documents.</param>
/// <param name="engagements">Carries out commands.</param>
/// <param name="ids">Makes engagement ids.</param>
/// <param name="policy">The rules of time for new engagements.</param>
/// <param name="starts">Says when a firm may start its next one.</param>
/// <param name="damaged">Takes what does not verify.</param>
internal sealed class EngagementFunctions(
    FirmApi api, EngagementReader reader, IEngagementStore store, EngagementRepository engagements, EngagementIds ids, Policy policy,
    StartLimit starts, DamagedJournals damaged)
{
    /// <summary>Starts an engagement.</summary>
    [Function("StartEngagement")]
    public Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => api.ReadAsync(request, async firm =>
    {
        var (start, body) = await RequestReader.ReadAsync<StartBody, StartEngagement>(request, cancellation);
        var stamp = IdempotencyKey.Stamp(firm, IdempotencyKey.Read(request), request, body);

        // A repeated call finds the engagement that the first one started, because both derive the same id from the key.
        var id = stamp is null ? ids.Next() : NameBasedId.Of("engagements", stamp.Id);
        if (await starts.WaitAsync(firm, cancellation) is { } wait
            && (stamp is null || !(await reader.ReadAsync(id, cancellation)).Exists))
            return Answer.Of(Problem.TooManyStarts(wait));

        start = start with
        {
            Id = id,
            Firm = firm.Id,
            FirmTimeZone = ZoneNames.Current(firm.TimeZone),
            FirmAddress = firm.Email,
            Policy = policy,
        };
        var outcome = await engagements.UpdateAsync(id, Actor.Firm, stamp, start, client, cancellation);
        if (outcome is not CommandOutcome.Done done)
            return Answer.Of(Problem.Of(outcome));

        var view = await api.ViewAsync(done.Engagement, cycle: null, done.At, cancellation);
        return new Answer(StatusCodes.Status201Created, view) { Location = $"/api/engagements/{id}" };
    });

    /// <summary>Lists the firm's engagements, newest first.</summary>
    [Function("ListEngagements")]
    public Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/engagements")] HttpRequest request,
        CancellationToken cancellation) => api.ReadAsync(request, async firm =>
    {
        var query = new QueryReader(request.Query);
        var page = await PageAsync(
            new EngagementQuery(
                firm.Id, query.Choice<EngagementStatus>("status"), (Step?)query.Number("step", 1, 8),
                query.Text("cursor"), query.Number("limit", 1, 200) ?? 50),
            cancellation);

        var items = ImmutableArray.CreateBuilder<EngagementSummaryView>(page.Items.Count);
        foreach (var summary in page.Items)
            items.Add(await SummarizeAsync(summary, cancellation));

        return new Answer(StatusCodes.Status200OK, new { Items = items.ToImmutable(), page.Next });
    });

    /// <summary>An engagement as the firm sees it.</summary>
    [Function("GetEngagement")]
    public Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/engagements/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) => api.ReadAsync(request, async firm =>
    {
        var engagement = await api.FindAsync(firm, id, exists: null, cancellation);
        var cycle = new QueryReader(request.Query).Number("cycle", 1, engagement.Cycles.Count);
        return new Answer(StatusCodes.Status200OK, await api.ViewAsync(engagement, cycle, api.Now, cancellation));
    });

    /// <summary>What happened in an engagement, oldest first.</summary>
    [Function("GetTimeline")]
    public Task<IActionResult> TimelineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/engagements/{id}/timeline")] HttpRequest request,
        string id,
        CancellationToken cancellation) => api.ReadAsync(request, async firm =>
    {
        await api.FindAsync(firm, id, exists: null, cancellation);
        var query = new QueryReader(request.Query);
        var after = query.Number("cursor", 0, int.MaxValue) ?? 0;
        var limit = query.Number("limit", 1, 500) ?? 200;

        var (engagement, journal) = await reader.ReadAsOfAsync(id, long.MaxValue, cancellation);
        var lines = Timeline.Of(engagement, journal).Skip(after).ToList();
        var items = lines.Take(limit).ToList();
        var next = items.Count < lines.Count
            ? (after + items.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
        return new Answer(StatusCodes.Status200OK, new { Items = items, Next = next });
    });

    /// <summary>Cancels an engagement.</summary>
    [Function("CancelEngagement")]
    public Task<IActionResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/engagements/{id}/cancel")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) => api.CommandAsync<CancelBody, CancelEngagement>(
            new FirmCall(request, client, id, cancellation));

    // One engagement that cannot be read must not hide the others.
    private async Task<EngagementSummaryView> SummarizeAsync(EngagementSummary summary, CancellationToken cancellation)
    {
        try
        {
            var engagement = await reader.ReadAsync(summary.Id, cancellation);
            var documents = await store.ReadDocumentsAsync(summary.Id, [.. FirmViewBuilder.DocumentsForSummary(engagement)], cancellation);
            return FirmViewBuilder.Summarize(engagement, documents);
        }
        catch (JournalBrokenException broken)
        {
            damaged.Found(broken);
            return FirmViewBuilder.SummarizeDamaged(summary.Id, summary.Status, summary.Cycle, summary.Step, summary.StartedAt);
        }
    }

    private async Task<EngagementPage> PageAsync(EngagementQuery query, CancellationToken cancellation)
    {
        try
        {
            return await store.ListAsync(query, cancellation);
        }
        catch (FormatException)
        {
            throw QueryReader.Wrong("cursor", "must be the 'next' of the page before");
        }
    }
}
