using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.CrashHost;

/// <summary>Says which activity of a digest has just written.</summary>
internal sealed class KillingRecords(IRecordStore inner, KillPoint killing) : IRecordStore
{
    private const string Rows = "digests/";

    public Task<StoredRecord?> ReadAsync(string key, CancellationToken cancellation) => inner.ReadAsync(key, cancellation);

    public async Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation)
    {
        var isWritten = await inner.WriteAsync(key, content, version, cancellation);
        if (isWritten && key.StartsWith(Rows, StringComparison.Ordinal))
            killing.Passed("handed over");
        else if (isWritten && DigestListId.Parse(key) is not null)
            killing.Passed(MomentOf(JsonNode.Parse(content.Span)!.AsObject()));
        return isWritten;
    }

    public async Task DeleteAsync(string key, CancellationToken cancellation)
    {
        await inner.DeleteAsync(key, cancellation);
        if (key.StartsWith(Rows, StringComparison.Ordinal))
            killing.Passed("row deleted");
    }

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);

    private static string MomentOf(JsonObject list) =>
        list["confirmed"]!.GetValue<int>() > 0 ? "confirmed"
        : list["outcome"] is not null ? "outcome kept"
        : list["isNotTaken"]!.GetValue<bool>() ? "frozen"
        : "about to be sent";
}

/// <summary>Says that the mail server has a mail.</summary>
internal sealed class KillingMails(IMailSender inner, KillPoint killing) : IMailSender
{
    public async Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var result = await inner.SendAsync(mail, cancellation);
        killing.Passed("sent");
        return result;
    }
}
