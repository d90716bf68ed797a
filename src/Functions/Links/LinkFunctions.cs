using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Emailed links. Opening one changes nothing, because mail scanners open links too; posting its form uses the link and
/// records what it did in one append.
/// </summary>
/// <param name="tokens">Tells links that were given out from junk, before any storage is read.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="commands">Carries out commands.</param>
/// <param name="pages">Renders the pages.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LinkFunctions(LinkTokens tokens, EngagementReader reader, CommandHandler commands, LinkPages pages, TimeProvider clock)
{
    private const int LargestForm = 1_048_576;
    private const int MostFields = 64;

    /// <summary>Opens a link.</summary>
    [Function("OpenLink")]
    public Task<IActionResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "links/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellation) => TryLaterAnswer.InsteadOfOutagesAsync(async () =>
    {
        if (await FindAsync(token, cancellation) is not { } opened)
            return await pages.NotFoundAsync();

        return StatusOf(opened) switch
        {
            LinkStatus.Open => await pages.FormAsync(opened, FormState.Empty, cancellation),
            LinkStatus.Used => await pages.RecordedAsync(opened, cancellation),
            _ => await pages.ClosedAsync(opened, FormState.Empty, cancellation),
        };
    });

    /// <summary>Posts a link's form.</summary>
    [Function("UseLink")]
    public Task<IActionResult> UseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "links/{token}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string token,
        CancellationToken cancellation) => TryLaterAnswer.InsteadOfOutagesAsync(async () =>
    {
        if (await FindAsync(token, cancellation) is not { } opened)
            return await pages.NotFoundAsync();
        if (!request.HasFormContentType)
            return new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
        if (await ReadFormAsync(request, cancellation) is not { } posted)
            return new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);

        var form = new LinkForms(posted);
        return StatusOf(opened) switch
        {
            LinkStatus.Open => await RecordAsync(opened, form, client, cancellation),
            LinkStatus.Used => await pages.RecordedAsync(opened, cancellation),
            _ => await RenewAsync(opened, form, client, cancellation),
        };
    });

    private static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > LargestForm)
            return null;

        try
        {
            var limits = new FormOptions
            {
                ValueCountLimit = MostFields,
                ValueLengthLimit = LargestForm,
                BufferBodyLengthLimit = LargestForm,
                MultipartBodyLengthLimit = LargestForm,
            };
            return await request.ReadFormAsync(limits, cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<OpenedLink?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!tokens.TryRead(token, out var read))
            return null;

        var engagement = await reader.ReadAsync(read.Engagement, cancellation);
        if (!engagement.Exists || Domain.Links.Find(engagement, read.Link) is not { } link || link.Purpose != read.Purpose)
            return null;

        var now = clock.GetUtcNow();
        var upToDate = Agenda.TimeDrivenFacts(engagement, now).Aggregate(engagement, (state, fact) => state.Apply(fact, now));
        return new OpenedLink(upToDate, link);
    }

    private LinkStatus StatusOf(OpenedLink opened) => Domain.Links.StatusOf(opened.Engagement, opened.Link, clock.GetUtcNow());

    private async Task<IActionResult> RecordAsync(OpenedLink opened, LinkForms form, DurableTaskClient client, CancellationToken cancellation)
    {
        var (engagement, link) = opened;
        CommandFactory make;
        if (link.Purpose == LinkPurpose.Decide)
        {
            var revision = engagement.Cycle.UnderReview!;
            var decision = form.Decision(revision);
            make = async (_, documents) => new UseLink(link.Id, new DecideOnDesign(
                link.Recipient, revision.Number, revision.Design.Hash, decision.Commit, await documents.AddAsync(decision.Texts), link.Id));
        }
        else
        {
            var answer = form.Answer(engagement.Cycle.Context!.Items);
            make = async (_, documents) => new UseLink(
                link.Id, new RespondAsRater(link.Recipient, answer.Ratings, await documents.AddAsync(answer.Texts), link.Id));
        }

        if (form.HasMistakes)
            return await pages.FormAsync(opened, form.State, cancellation);

        var outcome = await commands.HandleAsync(engagement.Id, link.Recipient, stamp: null, make, client, cancellation);
        if (outcome is CommandOutcome.Contended)
            return new TryLaterAnswer();

        // Recorded now, or by the same person a moment ago in another window, or overtaken: the link's state says which.
        var after = await FindAsync(tokens.Create(link.Purpose, engagement.Id, link.Id), cancellation) ?? opened;
        return StatusOf(after) switch
        {
            LinkStatus.Open => await pages.FormAsync(after, form.State, cancellation),
            LinkStatus.Used => await pages.RecordedAsync(after, cancellation),
            _ => await pages.ClosedAsync(after, FormState.Empty, cancellation),
        };
    }

    private async Task<IActionResult> RenewAsync(OpenedLink opened, LinkForms form, DurableTaskClient client, CancellationToken cancellation)
    {
        if (!form.AsksForFreshLink)
        {
            form.MissRenewal();
            return await pages.ClosedAsync(opened, form.State, cancellation);
        }

        // Whether something was mailed goes to the mailbox on record only; the page says the same in every case.
        await commands.HandleAsync(
            opened.Engagement.Id, opened.Link.Recipient, stamp: null, (_, _) => Task.FromResult<Command>(new RequestFreshLink(opened.Link.Id)), client, cancellation);
        return await pages.FreshLinkAsync(opened);
    }
}
