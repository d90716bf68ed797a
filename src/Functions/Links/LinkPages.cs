using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Renders the pages behind emailed links, each with its status.</summary>
/// <param name="renderer">Renders components.</param>
/// <param name="store">Holds the documents that a page may show.</param>
/// <param name="firms">Knows the firms' names.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class LinkPages(PageRenderer renderer, IEngagementStore store, FirmDirectory firms, TimeProvider clock)
{
    /// <summary>A link that was never given out.</summary>
    public async Task<PageAnswer> NotFoundAsync() => new(StatusCodes.Status404NotFound, await renderer.RenderAsync<NotFoundPage>());

    /// <summary>The form behind an open link.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="form">What was typed, and what is wrong with it.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public Task<PageAnswer> FormAsync(OpenedLink opened, FormState form, CancellationToken cancellation) => opened.Link.Purpose switch
    {
        LinkPurpose.Decide when !IsConfirmed(opened) => UnconfirmedAsync(opened, StatusCodes.Status200OK, cancellation),
        LinkPurpose.Decide => DecideAsync(opened, form, cancellation),
        LinkPurpose.Address => AddressAsync(opened, form, cancellation),
        _ => RespondAsync(opened, form, cancellation),
    };

    /// <summary>What leader and sponsor see at an address that is not confirmed.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> UnconfirmedAsync(OpenedLink opened, int status, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, UnconfirmedView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = UnconfirmedView.Of(opened.Engagement, opened.Link, documents, FirmName(opened), clock.GetUtcNow());
        return new PageAnswer(status, await renderer.RenderAsync<UnconfirmedPage>(Parameters((nameof(UnconfirmedPage.View), view))));
    }

    /// <summary>What was recorded through a link.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> RecordedAsync(OpenedLink opened, CancellationToken cancellation)
    {
        if (opened.Link.Purpose == LinkPurpose.Address)
            return await AddressAsync(opened, FormState.Empty, cancellation);

        var documents = await ReadAsync(opened, RecordedView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = RecordedView.Of(opened.Engagement, opened.Link, documents, FirmName(opened), clock.GetUtcNow());
        return new PageAnswer(StatusCodes.Status200OK, await renderer.RenderAsync<RecordedPage>(Parameters((nameof(RecordedPage.View), view))));
    }

    /// <summary>Why a link can no longer be used, and a fresh one where that helps.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="form">What is wrong with the form, if it was posted.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> ClosedAsync(OpenedLink opened, FormState form, CancellationToken cancellation) =>
        new(StatusCodes.Status410Gone, await RenderClosedAsync(opened, form, recorded: null, cancellation));

    /// <summary>What was recorded through a page that is closed by that very thing, and why it is closed.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="recorded">The form that was recorded.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> RecordedAndClosedAsync(OpenedLink opened, CoachForm recorded, CancellationToken cancellation) =>
        new(StatusCodes.Status200OK, await RenderClosedAsync(opened, FormState.Empty, recorded, cancellation));

    /// <summary>A fresh link was asked for. The page says the same whether or not there was anything to mail.</summary>
    /// <param name="opened">The closed link.</param>
    public async Task<PageAnswer> FreshLinkAsync(OpenedLink opened)
    {
        var parameters = Parameters(
            (nameof(FreshLinkPage.Firm), FirmName(opened)), (nameof(FreshLinkPage.Minutes), opened.Engagement.Policy.FreshLinkEveryMinutes));
        return new PageAnswer(StatusCodes.Status200OK, await renderer.RenderAsync<FreshLinkPage>(parameters));
    }

    /// <summary>A fresh link was asked for, after so many others that none is mailed.</summary>
    /// <param name="opened">The closed link.</param>
    /// <param name="tooMany">How many, and when the next one goes.</param>
    public async Task<PageAnswer> NoFreshLinkAsync(OpenedLink opened, TooManyFreshLinks tooMany)
    {
        var parameters = Parameters((nameof(NoFreshLinkPage.Firm), FirmName(opened)), (nameof(NoFreshLinkPage.Why), tooMany.Detail));
        return new PageAnswer(StatusCodes.Status429TooManyRequests, await renderer.RenderAsync<NoFreshLinkPage>(parameters));
    }

    /// <summary>What was sent could not be taken: too much, not a form, or too late for an engagement that is full.</summary>
    /// <param name="status">The HTTP status code.</param>
    public async Task<PageAnswer> TryAgainAsync(int status) =>
        new(status, await renderer.RenderAsync<TryAgainPage>(Parameters((nameof(TryAgainPage.Advice), AdviceOn(status)))));

    /// <summary>A person's own page.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="part">The part that is shown.</param>
    /// <param name="form">What was sent, and what is wrong with it.</param>
    /// <param name="recorded">The form that was just recorded.</param>
    /// <param name="cancellation">The reader has gone.</param>
    public async Task<PageAnswer> PersonalAsync(
        OpenedLink opened, PagePart part, FormState form, CoachForm? recorded, CancellationToken cancellation) => opened.Link.Purpose != LinkPurpose.Workspace && !IsConfirmed(opened)
        ? await UnconfirmedAsync(opened, StatusCodes.Status200OK, cancellation)
        : new(StatusOf(form), opened.Link.Purpose switch
        {
            LinkPurpose.Workspace => await WorkspaceAsync(opened, part, form, recorded, cancellation),
            LinkPurpose.Program => await ProgramAsync(opened, part, form, cancellation),
            LinkPurpose.Progress => await ProgressAsync(opened, part, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(opened), opened.Link.Purpose, "No page of anybody's own."),
        });

    /// <summary>Asks for the mailed code before confidential text is shown.</summary>
    /// <param name="opened">The link.</param>
    /// <param name="form">What was sent, and what is wrong with it.</param>
    public async Task<PageAnswer> CodeAsync(OpenedLink opened, FormState form)
    {
        var (engagement, link) = opened;
        var isSent = engagement.Find(link.Recipient)?.Code?.IsOpen(engagement.Policy, clock.GetUtcNow()) == true;
        var html = await renderer.RenderAsync<OneTimeCodePage>(Parameters(
            (nameof(OneTimeCodePage.Firm), FirmName(opened)), (nameof(OneTimeCodePage.IsSent), isSent),
            (nameof(OneTimeCodePage.Minutes), engagement.Policy.AccessCodeMinutes), (nameof(OneTimeCodePage.Form), form)));
        return new PageAnswer(StatusOf(form), html);
    }

    private async Task<string> RenderClosedAsync(OpenedLink opened, FormState form, CoachForm? recorded, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, ClosedLinkView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = ClosedLinkView.Of(opened.Engagement, opened.Link, documents, FirmName(opened), clock.GetUtcNow());
        var parameters = Parameters((nameof(LinkClosedPage.View), view), (nameof(LinkClosedPage.Form), form));
        parameters[nameof(LinkClosedPage.Recorded)] = recorded;
        return await renderer.RenderAsync<LinkClosedPage>(parameters);
    }

    private async Task<string> WorkspaceAsync(
        OpenedLink opened, PagePart part, FormState form, CoachForm? recorded, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, WorkspaceView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = WorkspaceView.Of(opened.Engagement, documents, FirmName(opened), clock.GetUtcNow(), part.Cycle);
        var parameters = Parameters((nameof(WorkspacePage.View), view), (nameof(WorkspacePage.Part), part), (nameof(WorkspacePage.Form), form));
        parameters[nameof(WorkspacePage.Recorded)] = recorded;
        return await renderer.RenderAsync<WorkspacePage>(parameters);
    }

    private async Task<string> ProgramAsync(OpenedLink opened, PagePart part, FormState form, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, LeaderView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = LeaderView.Of(opened.Engagement, documents, FirmName(opened), clock.GetUtcNow(), part.Cycle);
        return await renderer.RenderAsync<ProgramPage>(
            Parameters((nameof(ProgramPage.View), view), (nameof(ProgramPage.Part), part), (nameof(ProgramPage.Form), form)));
    }

    private async Task<string> ProgressAsync(OpenedLink opened, PagePart part, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, ProgressView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = ProgressView.Of(opened.Engagement, documents, FirmName(opened), clock.GetUtcNow(), part.Cycle);
        return await renderer.RenderAsync<ProgressPage>(Parameters((nameof(ProgressPage.View), view), (nameof(ProgressPage.Part), part)));
    }

    private async Task<PageAnswer> DecideAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, DecideView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = DecideView.Of(opened.Engagement, opened.Link, documents, FirmName(opened));
        var html = await renderer.RenderAsync<DecidePage>(Parameters((nameof(DecidePage.View), view), (nameof(DecidePage.Form), form)));
        return new PageAnswer(StatusOf(form), html);
    }

    private async Task<PageAnswer> AddressAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, AddressChangeView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = AddressChangeView.Of(opened.Engagement, opened.Link, documents, FirmName(opened));
        var html = await renderer.RenderAsync<AddressPage>(Parameters((nameof(AddressPage.View), view), (nameof(AddressPage.Form), form)));
        return new PageAnswer(StatusOf(form), html);
    }

    private static bool IsConfirmed(OpenedLink opened) => opened.Engagement.Find(opened.Link.Recipient) is { IsConfirmed: true };

    private async Task<PageAnswer> RespondAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await ReadAsync(opened, RespondView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = RespondView.Of(opened.Engagement, opened.Link, documents, FirmName(opened));
        var html = await renderer.RenderAsync<RespondPage>(Parameters((nameof(RespondPage.View), view), (nameof(RespondPage.Form), form)));
        return new PageAnswer(StatusOf(form), html);
    }

    private static string AdviceOn(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "What was sent is too long. Please go back and shorten it: a text is at most 20,000 characters.",
        StatusCodes.Status409Conflict => "This coaching engagement has as many entries as it may have. Please reply to the mail that brought you here, so that the coaching firm can start a new one.",
        _ => "Please go back and send the page again. If it goes wrong again, wait a minute.",
    };

    private static int StatusOf(FormState form) => (form.ChangedElsewhere, form.Mistakes.Count) switch
    {
        (not null, _) => StatusCodes.Status409Conflict,
        (_, 0) => StatusCodes.Status200OK,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static Dictionary<string, object?> Parameters(params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            all[name] = value;
        return all;
    }

    private string FirmName(OpenedLink opened) => firms.Find(opened.Engagement.FirmId)?.Name ?? "";

    private Task<IReadOnlyDictionary<string, Document>> ReadAsync(
        OpenedLink opened, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation) =>
        store.ReadDocumentsAsync(opened.Engagement.Id, documents, cancellation);
}

/// <summary>A link that somebody opened.</summary>
/// <param name="Engagement">Its engagement, brought up to date.</param>
/// <param name="Link">The link.</param>
internal sealed record OpenedLink(Engagement Engagement, Link Link)
{
    /// <summary>Whether its recipient's address counts as confirmed because another engagement has it so; the journal does not say so yet.</summary>
    public bool IsConfirmedElsewhere { get; init; }
}
