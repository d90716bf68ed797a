using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A link that does one thing once: posting its form uses the link and records what it did in one append.</summary>
internal abstract class OneEffectPage(
    EngagementRepository engagements, LinkFinder finder, Closed closed, Unconfirmed unconfirmed)
    : LinkPage
{
    public sealed override async Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) =>
        await ShowAsync(opened, await OpenAsync(opened, request, cancellation), cancellation);

    public sealed override async Task<IActionResult> PostAsync(LinkPost post)
    {
        var opened = post.Opened;
        if (post.Inputs.ContainsKey(CoachFormFields.Save) && await SaveDraftAsync(post) is { } saved)
            return saved;

        var form = new PostedForm(post.Inputs) { WhenMissing = WhenMissing(opened) };
        var command = Read(opened, form);
        if (form.HasMistakes)
            return await ShowAsync(opened, form.State, post.Cancellation);

        var outcome = await engagements.UpdateAsync(
            opened.Engagement.Id, opened.Link.Recipient, stamp: null, new UseLink(opened.Link.Id, command), post.Client, post.Cancellation);
        switch (outcome)
        {
            case CommandOutcome.Contended:
                return TryLaterAnswer.Soon;
            case CommandOutcome.Refused { Refusal: AddressNotConfirmed }:
                return await unconfirmed.ShowAsync(
                    await finder.FindAgainAsync(opened, post.Cancellation), StatusCodes.Status409Conflict, post.Cancellation);
            case CommandOutcome.Refused { Refusal: not LinkNotOpen and var refusal }:
                Refuse(form, refusal);
                break;
            case CommandOutcome.Done done:
                await DoneAsync(opened, done, post.Cancellation);
                return SeeOther.Itself(post.Request);
        }

        // Recorded by the same person a moment ago in another window, or overtaken: the link's state says which.
        var after = await finder.FindAgainAsync(opened, post.Cancellation);
        return finder.StatusOf(after) switch
        {
            LinkStatus.Open when form.HasMistakes => await ShowAsync(after, form.State, post.Cancellation),
            LinkStatus.Open or LinkStatus.Used => SeeOther.Itself(post.Request),
            _ => await closed.ShowAsync(post, after),
        };
    }

    /// <summary>The page with its form.</summary>
    protected abstract Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation);

    /// <summary>The form as it is opened.</summary>
    protected virtual Task<FormState> OpenAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(FormState.Empty);

    /// <summary>Saves what was typed as a draft; null where none is kept.</summary>
    protected virtual Task<IActionResult?> SaveDraftAsync(LinkPost post) => Task.FromResult<IActionResult?>(null);

    /// <summary>What the form asks for; mistakes are noted in it.</summary>
    protected abstract Command Read(OpenedLink opened, PostedForm form);

    /// <summary>What is said of an input that was left empty, by JSON path.</summary>
    protected virtual IReadOnlyDictionary<string, string> WhenMissing(OpenedLink opened) =>
        new Dictionary<string, string>(StringComparer.Ordinal);

    protected virtual void Refuse(PostedForm form, Refusal refusal)
    {
        if (refusal is BadValue bad)
            form.Miss(bad);
        else
            form.Miss(CoachFormFields.Form, refusal.Detail);
    }

    protected virtual Task DoneAsync(OpenedLink opened, CommandOutcome.Done done, CancellationToken cancellation) => Task.CompletedTask;
}
