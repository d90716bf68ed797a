using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>The mail of a list, ready to be sent.</summary>
/// <param name="List">The list, without what cannot be written.</param>
/// <param name="Lines">What it tells, most urgent first.</param>
/// <param name="Firm">The firm in whose name it goes; null if it is no longer configured.</param>
/// <param name="Sample">One of its mails; null if there is nothing to tell.</param>
internal sealed record DigestDraft(DigestList List, IReadOnlyList<DigestLine> Lines, Firm? Firm, DigestMailSample? Sample);

/// <summary>A line of a digest.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Pending">The mail that it stands for.</param>
/// <param name="Content">What it tells.</param>
internal sealed record DigestLine(Engagement Engagement, PendingMail Pending, MailContent Content)
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

    /// <summary>Writes the lines of a list. What was erased is not told; what cannot be written now is left for another list.</summary>
    public async Task<DigestDraft> WriteAsync(DigestList list, CancellationToken cancellation)
    {
        var items = new List<DigestItem>();
        var lines = new List<DigestLine>();
        DigestMailSample? sample = null;
        Firm? firm = null;
        foreach (var item in list.Items)
        {
            if (!item.IsOwed || await engagements.FindAsync(item.Engagement, cancellation) is not { } engagement
                || !engagement.Mails.Pending.TryGetValue(item.Mail, out var pending))
            {
                items.Add(item with { IsOwed = false });
                continue;
            }

            firm = firms.Find(engagement.FirmId);
            try
            {
                var told = Gathering.IsAtItsAddress(engagement, pending);
                items.Add(item with { IsOwed = told });
                if (told)
                    sample ??= new DigestMailSample(engagement, pending);
                if (told && firm is not null)
                {
                    lines.Add(new DigestLine(engagement, pending, await writer.WriteAsync(
                        engagement, pending, firm, sources => Task.FromResult(MailContents.Of(sources)), cancellation)));
                }
            }
            catch (DocumentErasedException)
            {
                items[^1] = item with { IsOwed = false };
            }
            catch (Exception failure) when (!failure.IsGivingUp(cancellation) && failure is not StorageUnavailableException)
            {
                items.RemoveAt(items.Count - 1);
                LogNotWritten(engagement.Id, item.Mail, ImpersonalFailure.Describe(failure));
            }
        }

        return new DigestDraft(
            list with { Items = items },
            [.. lines.OrderBy(line => line.Urgency).ThenBy(line => line.Content.Frame.Leader, StringComparer.Ordinal)], firm, sample);
    }

    /// <summary>What keeps a mail from being sent now, if anything does: nobody is asked to take it.</summary>
    public async Task<MailResult?> WaitAsync(DigestDraft draft, CancellationToken cancellation)
    {
        if (draft.Firm is null)
        {
            LogFirmMissing(draft.List.Mail);
            return new MailResult.Deferred(UntilConfigured);
        }

        return await quota.BookAsync(draft.List.Mail, draft.Firm.Id, draft.Lines.Min(line => line.Urgency), cancellation) is { } until
            ? new MailResult.OverQuota(until) : null;
    }

    /// <summary>Sends the mail of a list.</summary>
    /// <param name="id">Which list.</param>
    public async Task<MailResult> SendAsync(DigestListId id, DigestDraft draft, CancellationToken cancellation)
    {
        var mail = draft.List.Mail;
        var spans = draft.Lines.Select(line => Tracing.StartMail(line.Engagement, line.Pending)).ToList();
        MailResult result;
        try
        {
            var outgoing = await composer.ComposeAsync(mail, draft.Lines, draft.Firm!.Email);
            await reports.ExpectAsync(mail, draft.List.IsOfOne ? draft.Lines[0].Engagement.Id : id.Key, cancellation);
            result = await sender.SendAsync(outgoing, cancellation);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            LogFailed(mail, ImpersonalFailure.Describe(failure));
            result = new MailResult.Deferred(RetryAfter: null, IsUnanswered: true);
        }

        if (draft.Lines[0].Mail.Recipient == Actor.Firm && result is (MailResult.Refused or MailResult.MailboxFull))
        {
            // The address is a setting: nobody else could tell the firm that what it was to be told is lost.
            MailAlarms.FirmRefused(logger, draft.Lines[0].Engagement.Id, mail);
            result = new MailResult.Deferred(RetryAfter: null);
        }

        spans.ForEach(span => span?.Dispose());
        foreach (var line in draft.Lines)
            metrics.Count(line.Mail.MailKind, result);
        LogResult(mail, draft.Lines.Count, result.GetType().Name);
        return result;
    }

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
