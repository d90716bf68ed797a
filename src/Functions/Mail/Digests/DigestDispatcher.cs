using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>The mail of a list, ready to be sent.</summary>
/// <param name="List">The list, without what cannot be written.</param>
/// <param name="Lines">What it tells, most urgent first.</param>
/// <param name="Firm">The firm in whose name it goes; null if it is no longer configured.</param>
/// <param name="Mail">The mail; null if there is nothing to tell, or no firm.</param>
/// <param name="Sample">One of its mails; null if there is nothing to tell.</param>
internal sealed record DigestDraft(
    DigestList List, IReadOnlyList<DigestLine> Lines, Firm? Firm, OutgoingMail? Mail, DigestMailSample? Sample);

/// <summary>A line of a digest.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Pending">The mail that it stands for.</param>
/// <param name="Content">What it tells.</param>
/// <param name="Task">The same in the words of the line.</param>
internal sealed record DigestLine(Engagement Engagement, PendingMail Pending, MailContent Content, MailTask Task)
{
    public MailDecided Mail => Pending.Decided;

    public MailUrgency Urgency => MailRules.Of(Mail.MailKind).UrgencyOf(Mail);
}

/// <summary>Writes the mail of a digest's list and hands it to the mail server.</summary>
internal sealed partial class DigestDispatcher(
    DigestEngagements engagements, MailWriter writer, MailComposer composer, MailQuota quota, DeliveryReports reports, IMailSender sender,
    FirmDirectory firms, CoachingMetrics metrics, ILogger<DigestDispatcher> logger)
{
    private static readonly TimeSpan UntilConfigured = TimeSpan.FromHours(1);

    /// <summary>
    /// Writes the mail of a list. What was erased is not told; what cannot be read or written now is left for another list.
    /// </summary>
    /// <param name="id">Which list.</param>
    /// <param name="isLate">Whether its day is over: what is not owed any more is not told then.</param>
    public async Task<DigestDraft> WriteAsync(DigestListId id, DigestList list, bool isLate, CancellationToken cancellation)
    {
        var items = new List<DigestItem>();
        var lines = new List<DigestLine>();
        DigestMailSample? sample = null;
        Firm? firm = null;
        foreach (var item in list.Items)
        {
            if (await engagements.FindAsync(item.Engagement, cancellation) is not { } engagement)
                continue;
            var pending = engagement.Mails.Pending.GetValueOrDefault(item.Mail);
            if (!item.IsOwed || pending?.Digest?.Id != id.Digest || !IsTold(engagement, pending, isLate))
            {
                items.Add(item with { IsOwed = false });
                continue;
            }

            firm = firms.Find(engagement.FirmId);
            try
            {
                if (firm is not null)
                    lines.Add(await LineAsync(engagement, pending, firm, cancellation));
                items.Add(item);
                sample ??= new DigestMailSample(engagement, pending);
            }
            catch (DocumentErasedException)
            {
                items.Add(item with { IsOwed = false });
            }
            catch (Exception failure) when (!failure.IsGivingUp(cancellation) && failure is not StorageUnavailableException)
            {
                LogNotWritten(engagement.Id, item.Mail, ImpersonalFailure.Describe(failure));
            }
        }

        IReadOnlyList<DigestLine> ordered =
            [.. lines.OrderBy(line => line.Urgency).ThenBy(line => line.Content.Frame.Leader, StringComparer.Ordinal)];
        return new DigestDraft(
            list with { Items = items }, ordered, firm,
            ordered.Count > 0 ? await composer.ComposeAsync(list.Mail, ordered, firm!.Email) : null, sample);
    }

    /// <summary>What keeps a mail from being sent now, if anything does: nobody is asked to take it.</summary>
    /// <param name="id">Which list.</param>
    public async Task<MailResult?> WaitAsync(DigestListId id, DigestDraft draft, CancellationToken cancellation)
    {
        var mail = draft.List.Mail;
        if (draft.Firm is null)
        {
            LogFirmMissing(mail);
            return new MailResult.Deferred(UntilConfigured);
        }

        if (await quota.BookAsync(mail, draft.Firm.Id, draft.Lines.Min(line => line.Urgency), cancellation) is { } until)
            return new MailResult.OverQuota(until);
        await reports.ExpectAsync(mail, draft.List.IsOfOne ? draft.Lines[0].Engagement.Id : id.Key, cancellation);
        return null;
    }

    /// <summary>Sends the mail of a list.</summary>
    public async Task<MailResult> SendAsync(DigestDraft draft, CancellationToken cancellation)
    {
        var mail = draft.List.Mail;
        var spans = draft.Lines.Select(line => Tracing.StartMail(line.Engagement, line.Pending)).ToList();
        MailResult result;
        try
        {
            result = await sender.SendAsync(draft.Mail!, cancellation);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            LogFailed(mail, ImpersonalFailure.Describe(failure));
            result = new MailResult.Deferred(RetryAfter: null, IsUnanswered: true);
        }

        if (result is MailResult.Refused or MailResult.MailboxFull)
            result = WhatFollows(draft, result);
        spans.ForEach(span => span?.Dispose());
        foreach (var line in draft.Lines)
            metrics.Count(line.Mail.MailKind, result);
        LogResult(mail, draft.Lines.Count, result.GetType().Name);
        return result;
    }

    // The firm's address is a setting: nobody else could tell the firm that what it was to be told is lost, so it waits.
    private MailResult WhatFollows(DigestDraft draft, MailResult refusal)
    {
        if (draft.Lines.FirstOrDefault(line => line.Mail.Recipient == Actor.Firm) is not { } toFirm)
            return refusal;
        MailAlarms.FirmRefused(logger, toFirm.Engagement.Id, draft.List.Mail);
        return draft.Lines.All(line => line.Mail.Recipient == Actor.Firm) ? new MailResult.Deferred(RetryAfter: null) : refusal;
    }

    private async Task<DigestLine> LineAsync(Engagement engagement, PendingMail pending, Firm firm, CancellationToken cancellation)
    {
        var content = await writer.WriteAsync(
            engagement, pending, firm, sources => Task.FromResult(MailContents.Of(sources)), cancellation);
        return new DigestLine(engagement, pending, content, await composer.TaskAsync(content));
    }

    private static bool IsTold(Engagement engagement, PendingMail pending, bool isLate) =>
        isLate ? Gathering.IsStillTold(engagement, pending) : Gathering.IsAtItsAddress(engagement, pending);

    [LoggerMessage(
        1221, LogLevel.Error, "Mail {Mail} of engagement {Engagement} cannot be written ({Failure}); its digest goes without it")]
    private partial void LogNotWritten(string engagement, string mail, string failure);

    [LoggerMessage(1222, LogLevel.Error, "Digest mail {Mail} could not be sent ({Failure}) and is tried again")]
    private partial void LogFailed(string mail, string failure);

    [LoggerMessage(1223, LogLevel.Error, "Digest mail {Mail} waits: its firm is no longer configured under Firms")]
    private partial void LogFirmMissing(string mail);

    [LoggerMessage(1224, LogLevel.Debug, "Digest mail {Mail} of {Lines} lines: {Result}")]
    private partial void LogResult(string mail, int lines, string result);
}
