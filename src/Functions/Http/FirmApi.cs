using System.Text.Json;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// What all of the firms' calls have in common, in the order of the contract: 401, 404, 413/415, 400, 422, 409. Each endpoint
/// adds its body and its command.
/// </summary>
/// <param name="firms">Knows the firms.</param>
/// <param name="refused">Counts wrong keys.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="store">Holds documents.</param>
/// <param name="engagements">Carries out commands.</param>
internal sealed class FirmApi(
    FirmDirectory firms, RefusedCalls refused, EngagementReader reader, IEngagementStore store, EngagementRepository engagements,
    TimeProvider clock)
{
    /// <summary>Answers a read: authenticates first.</summary>
    /// <param name="answer">Answers for the firm that calls.</param>
    public async Task<IActionResult> ReadAsync(HttpRequest request, Func<Firm, Task<IActionResult>> answer)
    {
        if (firms.Authenticate(request.Headers.Authorization) is not { } firm)
        {
            refused.Count(RefusedSecret.FirmKey);
            return Answer.Of(Problem.Unauthorized);
        }

        return await answer(firm);
    }

    /// <summary>Carries out a command that has a body on one of the firm's engagements.</summary>
    /// <typeparam name="TBody">The body as it comes.</typeparam>
    /// <typeparam name="TCommand">What it asks for.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="complete">Adds to the command what the body does not say.</param>
    /// <param name="exists">Whether what the address names within the engagement is there; null when it names nothing.</param>
    /// <param name="answer">Shapes the answer; null answers 200 with the engagement.</param>
    /// <param name="amends">What it writes over (<see cref="Amendable"/>); null when it only adds.</param>
    /// <param name="look">Adds to the command what is known outside the engagement.</param>
    public Task<IActionResult> CommandAsync<TBody, TCommand>(
        FirmCall call,
        Func<TCommand, Firm, TCommand>? complete = null,
        Func<Engagement, bool>? exists = null,
        Func<CommandOutcome.Done, IActionResult>? answer = null,
        string? amends = null,
        Func<TCommand, Engagement, Task<TCommand>>? look = null)
        where TBody : RequestBody<TCommand>
        where TCommand : Command => ReadAsync(call.Request, async firm =>
    {
        var engagement = await FindAsync(firm, call.Engagement, exists, call.Cancellation);
        var (command, body) = await RequestReader.ReadAsync<TBody, TCommand>(call.Request, call.Cancellation);
        var stamp = IdempotencyKey.Stamp(firm, IdempotencyKey.Read(call.Request), call.Request, body);
        if (complete is not null)
            command = complete(command, firm);
        if (look is not null)
            command = await look(command, engagement);
        return await UpdateAsync(call, stamp, command, answer, amends);
    });

    /// <summary>Carries out a command without a body on one of the firm's engagements.</summary>
    /// <param name="call">The call.</param>
    /// <param name="exists">Whether what the address names within the engagement is there.</param>
    /// <param name="amends">What it writes over (<see cref="Amendable"/>).</param>
    public Task<IActionResult> CommandAsync(
        FirmCall call, Command command, Func<Engagement, bool> exists, string amends) => ReadAsync(call.Request, async firm =>
    {
        await FindAsync(firm, call.Engagement, exists, call.Cancellation);
        return await UpdateAsync(call, stamp: null, command, answer: null, amends);
    });

    /// <summary>One of the firm's engagements.</summary>
    /// <param name="firm">The firm that calls.</param>
    /// <param name="id">The engagement's id, as the address has it.</param>
    /// <param name="exists">Whether what the address names within the engagement is there.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="ProblemException">There is no such thing, or it is another firm's.</exception>
    public async Task<Engagement> FindAsync(Firm firm, string id, Func<Engagement, bool>? exists, CancellationToken cancellation)
    {
        var engagement = EngagementIds.IsValid(id) ? await reader.ReadAsync(id, cancellation) : Engagement.None;
        if (!engagement.Exists || engagement.FirmId != firm.Id || exists?.Invoke(engagement) == false)
            throw new ProblemException(Problem.NotFound);
        return engagement;
    }

    /// <summary>The engagement as the firm sees it.</summary>
    /// <param name="cycle">Which cycle; null for the present one.</param>
    /// <param name="now">The present; time-driven facts up to it are shown even if nobody has recorded them yet.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public async Task<FirmView> ViewAsync(Engagement engagement, int? cycle, DateTimeOffset now, CancellationToken cancellation)
    {
        var upToDate = Agenda.TimeDrivenFacts(engagement, now).Aggregate(engagement, (state, fact) => state.Apply(fact, now));
        var number = cycle ?? upToDate.Cycle.Number;
        var documents = await store.ReadDocumentsAsync(engagement.Id, [.. FirmViewBuilder.DocumentsNeeded(upToDate, number)], cancellation);
        return FirmViewBuilder.Build(upToDate, number, documents, now);
    }

    /// <summary>The present.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    private async Task<IActionResult> UpdateAsync(
        FirmCall call, CommandStamp? stamp, Command command, Func<CommandOutcome.Done, IActionResult>? answer, string? amends)
    {
        if (amends is not null && IfMatch.Read(call.Request) is { } wasSeen)
            command = new Amend(amends, wasSeen, command);

        var outcome = await engagements.UpdateAsync(call.Engagement, Actor.Firm, stamp, command, call.Client, call.Cancellation);
        if (outcome is CommandOutcome.Refused { Refusal: ChangedElsewhere changed } refused)
            return await ChangedAsync(refused, changed, call.Cancellation);
        if (outcome is not CommandOutcome.Done done)
            return Answer.Of(Problem.Of(outcome));
        return answer is not null
            ? answer(done)
            : new Answer(StatusCodes.Status200OK, await ViewAsync(done.Engagement, cycle: null, done.At, call.Cancellation))
            {
                ETag = amends is null ? null : done.Engagement.EditionOf(amends).Tag,
            };
    }

    // What is there now is shown as a GET shows it: what went in by a write-only call does not come out by a refused one.
    private async Task<Answer> ChangedAsync(CommandOutcome.Refused refused, ChangedElsewhere changed, CancellationToken cancellation)
    {
        var view = await ViewAsync(refused.Engagement, cycle: null, Now, cancellation);
        var problem = Problem.Of(refused) with { Engagement = JsonSerializer.SerializeToNode(view, Json.Options) };
        return new Answer(problem.Status, problem) { ETag = changed.Present.Tag };
    }
}

/// <summary>A call on one engagement.</summary>
/// <param name="Request">The HTTP request.</param>
/// <param name="Client">Reaches orchestrations.</param>
/// <param name="Engagement">The engagement's id, as the address has it.</param>
/// <param name="Cancellation">The caller has gone.</param>
internal sealed record FirmCall(HttpRequest Request, DurableTaskClient Client, string Engagement, CancellationToken Cancellation);
