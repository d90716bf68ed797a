using System.Globalization;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Workspace;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// The pages that coach, leader and sponsors open as often as they want. Those that show confidential text ask once per device
/// for a mailed code.
/// </summary>
/// <param name="pages">Renders the pages.</param>
/// <param name="devices">Remembers devices on which a code was entered.</param>
/// <param name="digits">Derives the digits of codes.</param>
/// <param name="desk">Records what a coach sends.</param>
/// <param name="commands">Carries out commands.</param>
/// <param name="finder">Finds the link again after a command.</param>
/// <param name="addresses">Carries confirmed addresses to other engagements.</param>
internal sealed class PersonalPages(
    LinkPages pages, KnownDevices devices, AccessCodeDigits digits, CoachDesk desk, CommandHandler commands, LinkFinder finder,
    AddressConfirmations addresses)
{
    /// <summary>Whether a link is for a person's own page.</summary>
    /// <param name="link">The link.</param>
    public static bool Has(Link link)
    {
        return link.Obligation is null && link.Purpose != LinkPurpose.Address;
    }

    /// <summary>Opens a page.</summary>
    /// <param name="opened">The open link.</param>
    /// <param name="request">The HTTP request.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public Task<PageAnswer> OpenAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) => IsKnown(opened, request)
        ? pages.PersonalAsync(opened, PartOf(request), FormState.Empty, recorded: null, cancellation)
        : pages.CodeAsync(opened, FormState.Empty);

    /// <summary>Takes a form that was posted to a page.</summary>
    /// <param name="opened">The open link.</param>
    /// <param name="request">The HTTP request.</param>
    /// <param name="posted">The form.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> PostAsync(
        OpenedLink opened, HttpRequest request, IFormCollection posted, DurableTaskClient client, CancellationToken cancellation)
    {
        if (!IsKnown(opened, request))
            return await ConfirmAsync(opened, request, posted, client, cancellation);
        if (posted[WorkspaceForm.Form] == AddressForm.Name)
            return await DecideOnAddressAsync(opened, posted, client, cancellation);
        if (opened.Link.Purpose != LinkPurpose.Workspace)
            return await OpenAsync(opened, request, cancellation);

        var (recorded, form) = await desk.RecordAsync(opened, posted, client, cancellation);
        var after = await finder.FindAgainAsync(opened, cancellation);
        if (finder.StatusOf(after) == LinkStatus.Open)
            return await pages.PersonalAsync(after, recorded is null ? PartOf(request) : PagePart.Overview, form, recorded, cancellation);
        return recorded is { } done
            ? await pages.RecordedAndClosedAsync(after, done, cancellation)
            : await pages.ClosedAsync(after, FormState.Empty, cancellation);
    }

    private async Task<PageAnswer> DecideOnAddressAsync(
        OpenedLink opened, IFormCollection posted, DurableTaskClient client, CancellationToken cancellation)
    {
        var form = new LinkForms(posted);
        var (person, isRight) = (posted[AddressForm.Person].ToString(), form.AddressIsRight());
        var number = int.TryParse(posted[AddressForm.Number], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : -1;
        if (!form.HasMistakes)
        {
            var decision = new UseLink(opened.Link.Id, new DecideOnAddress(person, opened.Link.Recipient, isRight, number));
            switch (await CommandAsync(opened, _ => decision, client, cancellation))
            {
                case CommandOutcome.Done { Facts: [AddressConfirmed { By: var by }] } confirmed:
                    await addresses.RememberAsync(confirmed.Engagement, person, by, cancellation);
                    break;
                case CommandOutcome.Refused refused:
                    form.Miss(AddressForm.Answer, refused.Refusal.Detail);
                    break;
                case CommandOutcome.Contended:
                    form.Miss(AddressForm.Answer, "Nothing is recorded: others changed this engagement at the same time. Please send it again.");
                    break;
            }
        }

        return await pages.PersonalAsync(
            await finder.FindAgainAsync(opened, cancellation), new PagePart(AddressForm.Name, person), form.HasMistakes ? form.State : FormState.Empty,
            recorded: null, cancellation);
    }

    /// <summary>What a form that is sent to a closed page did when it was sent before; null if it never was.</summary>
    /// <param name="closed">The closed link.</param>
    /// <param name="posted">The form.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer?> RepeatAsync(OpenedLink closed, IFormCollection posted, CancellationToken cancellation) =>
        desk.FindRecorded(closed, posted) is { } recorded ? await pages.RecordedAndClosedAsync(closed, recorded, cancellation) : null;

    private static PagePart PartOf(HttpRequest request) => new(
        request.Query[PagePart.NameParameter] is { Count: > 0 } name ? name.ToString() : null,
        request.Query[PagePart.IdParameter] is { Count: > 0 } id ? id.ToString() : null,
        int.TryParse(request.Query[PagePart.CycleParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var cycle) ? cycle : null);

    private bool IsKnown(OpenedLink opened, HttpRequest request) => !Domain.Links.IsConfidential(opened.Link.Purpose)
        || devices.Knows(request, opened.Engagement, opened.Engagement.Find(opened.Link.Recipient)!);

    private async Task<PageAnswer> ConfirmAsync(
        OpenedLink opened, HttpRequest request, IFormCollection posted, DurableTaskClient client, CancellationToken cancellation)
    {
        var link = opened.Link;
        var typed = posted[OneTimeCodeForm.Code].ToString();
        if (posted[OneTimeCodeForm.Send] == "on")
        {
            var sent = await CommandAsync(opened, _ => new RequestAccessCode(link.Id), client, cancellation);
            return await pages.CodeAsync(
                await finder.FindAgainAsync(opened, cancellation),
                sent is CommandOutcome.Refused refused ? Mistake(OneTimeCodeForm.Send, refused.Refusal.Detail) : FormState.Empty);
        }

        if (string.IsNullOrWhiteSpace(typed))
            return await pages.CodeAsync(opened, Mistake(OneTimeCodeForm.Send, "Please type the code from the mail, or tick this box to get one."));

        // Compared with the code that is the newest at the moment of recording, which may not be the one that was just read.
        var entered = await CommandAsync(
            opened, current => new EnterAccessCode(link.Id, AreRight(current, link, typed)), client, cancellation);
        if (entered is CommandOutcome.Done { Facts: [AccessGranted] } granted)
        {
            devices.Remember(request.HttpContext.Response, granted.Engagement, granted.Engagement.Find(link.Recipient)!);
            return await pages.PersonalAsync(
                await finder.FindAgainAsync(opened, cancellation), PartOf(request), FormState.Empty, recorded: null, cancellation);
        }

        var after = await finder.FindAgainAsync(opened, cancellation);
        return await pages.CodeAsync(after, Mistake(OneTimeCodeForm.Code, "This code does not work (any more). Please look at the newest mail, or ask for another code."));
    }

    private bool AreRight(Engagement engagement, Link link, string typed) =>
        engagement.Find(link.Recipient) is { Code: not null } person && digits.AreRight(engagement.Id, person, typed);

    private Task<CommandOutcome> CommandAsync(
        OpenedLink opened, Func<Engagement, Command> make, DurableTaskClient client, CancellationToken cancellation) => commands.HandleAsync(
            opened.Engagement.Id, opened.Link.Recipient, stamp: null, (current, _) => Task.FromResult(make(current)), client, cancellation);

    private static FormState Mistake(string field, string mistake) => FormState.Empty with
    {
        Mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = mistake },
    };
}
