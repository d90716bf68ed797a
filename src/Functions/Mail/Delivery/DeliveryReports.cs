using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Mail.Delivery;

/// <summary>Takes the mail service's reports of what became of mails, and records them in the engagements.</summary>
/// <param name="index">Knows of which engagement a mail was.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="store">Holds the journals.</param>
/// <param name="engagements">Records.</param>
/// <param name="digests">Know of which mails the mail of a digest tells.</param>
/// <param name="options">Whether reports are taken, and from whom.</param>
/// <param name="logger">Takes what came back from a firm.</param>
internal sealed class DeliveryReports(
    IMailIndex index, EngagementReader reader, IEngagementStore store, EngagementRepository engagements, DigestRecords digests,
    IOptions<MailOptions> options, ILogger<DeliveryReports> logger)
{
    private readonly DeliveryReportOptions _options = options.Value.DeliveryReports;

    /// <summary>Whether reports are taken.</summary>
    public bool AreOn => _options.AreOn;

    /// <summary>Whether this is the secret; takes the same time for every wrong one.</summary>
    /// <param name="key">What the caller shows.</param>
    public bool IsKey(string? key) => AreOn && CryptographicOperations.FixedTimeEquals(Hash(key ?? ""), Hash(_options.Key));

    /// <summary>Whether reports of this topic are taken.</summary>
    /// <param name="topic">The id of the resource that reports.</param>
    public bool IsTopic(string? topic) =>
        _options.Topic.Length == 0 || string.Equals(topic, _options.Topic, StringComparison.OrdinalIgnoreCase);

    /// <summary>Notes a mail that is about to be handed over, so that a report of it finds its engagement.</summary>
    /// <param name="mail">The mail's id.</param>
    /// <param name="of">The engagement's id; of the mail of a digest, the key of its list.</param>
    public Task ExpectAsync(string mail, string of, CancellationToken cancellation) =>
        AreOn ? index.AddAsync(mail, of, cancellation) : Task.CompletedTask;

    /// <summary>
    /// Records that a mail did not reach its recipient, or that it did where mail had come back before; again is harmless.
    /// </summary>
    /// <param name="mail">The mail's id, as the report has it.</param>
    /// <param name="reason">Why it did not; null: it did.</param>
    /// <param name="client">Reaches orchestrations.</param>
    public async Task<ReportOutcome> TakeAsync(string mail, BounceReason? reason, DurableTaskClient client, CancellationToken cancellation)
    {
        if (!Guid.TryParse(mail, out var id) || await index.FindAsync(id.ToString("D"), cancellation) is not { } found)
            return ReportOutcome.Ignored;

        mail = id.ToString("D");
        return DigestListId.Parse(found) is { } list
            ? await TakeOfDigestAsync(list, reason, client, cancellation)
            : await TakeOfEngagementAsync(mail, found, reason, client, cancellation);
    }

    // What became of a digest's mail became of each of the mails that it stands for.
    private async Task<ReportOutcome> TakeOfDigestAsync(
        DigestListId id, BounceReason? reason, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await digests.FindListAsync(id, cancellation) is not { } list)
            return ReportOutcome.Ignored;

        var outcomes = new List<ReportOutcome>();
        foreach (var item in list.Owed)
            outcomes.Add(await TakeOfEngagementAsync(item.Mail, item.Engagement, reason, client, cancellation));
        return outcomes.Contains(ReportOutcome.TooEarly) ? ReportOutcome.TooEarly
            : outcomes.Contains(ReportOutcome.Recorded) ? ReportOutcome.Recorded
            : ReportOutcome.Ignored;
    }

    private async Task<ReportOutcome> TakeOfEngagementAsync(
        string mail, string found, BounceReason? reason, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await FindAsync(found, cancellation) is not { } engagement)
            return ReportOutcome.TooEarly;
        if (!engagement.Exists)
            return ReportOutcome.Ignored;

        // The service was faster than our own note that it has the mail.
        if (engagement.Mails.Pending.TryGetValue(mail, out var pending))
            return reason is not null || ReportDelivery.Matters(engagement, pending.Decided.Recipient)
                ? ReportOutcome.TooEarly : ReportOutcome.Ignored;
        if (reason is not null && engagement.Mails.Sent.TryGetValue(mail, out var sent) && sent.Recipient == Actor.Firm)
            MailAlarms.FirmReturned(logger, found, mail);

        Command report = reason is { } why ? new ReportBounce(mail, why) : new ReportDelivery(mail);
        try
        {
            var outcome = await engagements.UpdateAsync(found, Actor.Workflow, stamp: null, report, client, cancellation);
            return outcome switch
            {
                CommandOutcome.Done { Facts.Count: > 0 } => ReportOutcome.Recorded,
                CommandOutcome.Contended => ReportOutcome.TooEarly,
                _ => ReportOutcome.Ignored,
            };
        }
        catch (JournalFullException)
        {
            return ReportOutcome.Ignored; // Delivered again, it would find no room either.
        }
    }

    /// <summary>Forgets the mail of a digest.</summary>
    /// <param name="mail">The mail's id.</param>
    public Task ForgetMailAsync(string mail, CancellationToken cancellation) =>
        AreOn ? index.DeleteAsync([mail], cancellation) : Task.CompletedTask;

    /// <summary>Forgets the mails of an engagement that is about to be deleted.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public async Task ForgetAsync(string engagement, CancellationToken cancellation)
    {
        var journal = await store.ReadAsync(engagement, after: 0, cancellation);
        await index.DeleteAsync([.. journal.Select(entry => entry.Fact).OfType<MailDecided>().Select(mail => mail.Mail)], cancellation);
    }

    // Null: it cannot be read. The service is to come again, and the other reports of its batch are not to wait.
    private async Task<Engagement?> FindAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(id, cancellation);
        }
        catch (JournalBrokenException)
        {
            return null;
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>What became of a report.</summary>
internal enum ReportOutcome
{
    /// <summary>It is in the engagement's journal.</summary>
    Recorded,

    /// <summary>It says nothing new, or of no mail of ours.</summary>
    Ignored,

    /// <summary>It can be recorded a little later: it has to be delivered again.</summary>
    TooEarly,
}
