using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>The engagements that a digest tells of.</summary>
internal sealed class DigestEngagements(EngagementReader reader, DigestRecords digests)
{
    /// <summary>
    /// An engagement; null if it was deleted, or cannot be read. That has called for a person, and the others' mails do not wait for it:
    /// once it is mended, its own agenda hands its mails over again.
    /// </summary>
    public async Task<Engagement?> FindAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(id, cancellation) is { Exists: true } engagement ? engagement : null;
        }
        catch (JournalBrokenException)
        {
            return null;
        }
    }

    /// <summary>
    /// Takes an engagement's row away, unless more of it is to be told. It may have been handed over just now, when the row was still
    /// there: so what the journal says is read after the row is gone.
    /// </summary>
    /// <param name="row">The row.</param>
    public async Task ReleaseAsync(string digest, string engagement, DigestRow row, CancellationToken cancellation)
    {
        await digests.DeleteRowAsync(digest, engagement, cancellation);
        if (await FindAsync(engagement, cancellation) is { } present && Gathering.Of(present, digest).Any())
            await digests.AddRowAsync(digest, engagement, row, cancellation);
    }
}
