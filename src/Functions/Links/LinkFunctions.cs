using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Emailed links. Opening one changes nothing, because mail scanners open links too; posting its form uses the link and
/// records what it did in one append.
/// </summary>
/// <param name="finder">Finds the link for which a token stands.</param>
/// <param name="commands">Carries out commands.</param>
/// <param name="pages">Renders the pages.</param>
/// <param name="personal">The pages that open as often as wanted.</param>
/// <param name="addresses">Carries confirmed addresses to other engagements.</param>
/// <param name="damaged">Takes what does not verify.</param>
internal sealed class LinkFunctions(
    LinkFinder finder, CommandHandler commands, LinkPages pages, PersonalPages personal, AddressConfirmations addresses, DamagedJournals damaged)
{
    private const int LargestForm = 1_048_576;
    private const int MostFields = 1_024;

    /// <summary>Opens a link.</summary>
    [Function("OpenLink")]
    public Task<IActionResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/links/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellation) => TryLaterAnswer.InsteadOfOutagesAsync(damaged, async () =>
    {
        if (await finder.FindAsync(token, cancellation) is not { } opened)
            return await pages.NotFoundAsync();

        return finder.StatusOf(opened) switch
        {
            LinkStatus.Open when PersonalPages.Has(opened.Link) => await personal.OpenAsync(opened, request, cancellation),
            LinkStatus.Open => await pages.FormAsync(opened, FormState.Empty, cancellation),
            LinkStatus.Used => await pages.RecordedAsync(opened, cancellation),
            _ => await pages.ClosedAsync(opened, FormState.Empty, cancellation),
        };
    });

    /// <summary>Posts a link's form.</summary>
    [Function("UseLink")]
    public Task<IActionResult> UseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/links/{token}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string token,
        CancellationToken cancellation) => TryLaterAnswer.InsteadOfOutagesAsync(damaged, async () =>
    {
        if (await finder.FindAsync(token, cancellation) is not { } opened)
            return await pages.NotFoundAsync();
        if (!request.HasFormContentType)
            return await pages.TryAgainAsync(StatusCodes.Status415UnsupportedMediaType);
        if (await ReadFormAsync(request, cancellation) is not { } posted)
            return await pages.TryAgainAsync(StatusCodes.Status413PayloadTooLarge);

        var form = new LinkForms(posted);
        try
        {
            if (opened.IsConfirmedElsewhere)
                opened = await HonourAsync(opened, client, cancellation);
            return finder.StatusOf(opened) switch
            {
                LinkStatus.Open when PersonalPages.Has(opened.Link) => await personal.PostAsync(opened, request, posted, client, cancellation),
                LinkStatus.Open => await RecordAsync(opened, form, client, cancellation),
                LinkStatus.Used => await pages.RecordedAsync(opened, cancellation),
                _ => await personal.RepeatAsync(opened, posted, cancellation) ?? await RenewAsync(opened, form, client, cancellation),
            };
        }
        catch (JournalFullException)
        {
            return await pages.TryAgainAsync(StatusCodes.Status409Conflict);
        }
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

    private async Task<OpenedLink> HonourAsync(OpenedLink opened, DurableTaskClient client, CancellationToken cancellation)
    {
        var recipient = opened.Link.Recipient;
        await commands.HandleAsync(
            opened.Engagement.Id, recipient, stamp: null, (_, _) => Task.FromResult<Command>(new HonourAddress(recipient)), client, cancellation);
        return await finder.FindAgainAsync(opened, cancellation);
    }

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
        else if (link.Purpose == LinkPurpose.Address)
        {
            var isRight = form.AddressIsRight();
            make = (_, _) => Task.FromResult<Command>(new UseLink(link.Id, new AnswerOnAddress(link.Recipient, isRight, link.Id)));
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
        switch (outcome)
        {
            case CommandOutcome.Contended:
                return TryLaterAnswer.Soon;
            case CommandOutcome.Refused { Refusal: AddressNotConfirmed }:
                return await pages.UnconfirmedAsync(await finder.FindAgainAsync(opened, cancellation), StatusCodes.Status409Conflict, cancellation);
            case CommandOutcome.Done { Facts: [AddressConfirmed, ..] }:
                await addresses.RememberAsync(engagement, link.Recipient, AddressConfirmer.FormerAddress, cancellation);
                break;
            case CommandOutcome.Refused { Refusal: not LinkNotOpen and var refusal }:
                form.Miss(WorkspaceForm.Form, refusal.Detail);
                break;
        }

        // Recorded now, or by the same person a moment ago in another window, or overtaken: the link's state says which.
        var after = await finder.FindAgainAsync(opened, cancellation);
        return finder.StatusOf(after) switch
        {
            LinkStatus.Open => await pages.FormAsync(after, form.HasMistakes ? form.State : FormState.Empty, cancellation),
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

        // Whether something is owed goes to the mailbox on record only: the page says the same in every case, until so many were mailed
        // that none goes for a while.
        var outcome = await commands.HandleAsync(
            opened.Engagement.Id, opened.Link.Recipient, stamp: null, (_, _) => Task.FromResult<Command>(new RequestFreshLink(opened.Link.Id)), client, cancellation);
        return outcome switch
        {
            CommandOutcome.Contended => TryLaterAnswer.Soon,
            CommandOutcome.Refused { Refusal: TooManyFreshLinks tooMany } => await pages.NoFreshLinkAsync(opened, tooMany),
            _ => await pages.FreshLinkAsync(opened),
        };
    }
}
