using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Drafts;

/// <summary>
/// Keeps what was typed into a form until it is sent, for 30 days at most: one draft for each person, form and engagement.
/// </summary>
internal sealed class FormDrafts(IRecordStore store, RecordRepository records, EngagementReader reader, TimeProvider clock)
{
    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const int MostBytes = 100 * 1024;
    private const int MostFields = 200;

    /// <summary>Until when a draft is kept.</summary>
    public static DateTimeOffset KeptUntil(Draft draft) => draft.SavedAt + Life;

    /// <summary>The draft; null if there is none.</summary>
    public async Task<Draft?> FindAsync(DraftOf draft, CancellationToken cancellation) =>
        await records.ReadAsync(draft.Key, RecordJson.Default.Draft, cancellation) is { } found && IsKept(found) ? found : null;

    /// <summary>Saves what was typed.</summary>
    /// <param name="seen">The stamp of the draft that was on the page; empty if there was none.</param>
    /// <param name="device">The hash of the device on which alone it is to open; null for all on which the page opens.</param>
    public async Task<DraftOutcome> SaveAsync(
        DraftOf draft, IReadOnlyDictionary<string, string> values, string seen, string? device, CancellationToken cancellation)
    {
        var typed = new Draft(1, clock.GetUtcNow(), values) { Device = device };
        if (values.Count > MostFields || RecordJson.Write(typed, RecordJson.Default.Draft).Length > MostBytes)
            return new DraftOutcome.TooLong();

        Draft? elsewhere = null;
        await records.UpdateAsync(
            draft.Key, RecordJson.Default.Draft,
            before =>
            {
                elsewhere = before is not null && IsKept(before) && before.Stamp != seen ? before : null;
                return elsewhere ?? typed with { Number = (before?.Number ?? 0) + 1, SavedAt = clock.GetUtcNow() };
            },
            cancellation);
        return elsewhere is null || elsewhere.SaysTheSameAs(typed) ? new DraftOutcome.Saved() : new DraftOutcome.SavedElsewhere(elsewhere);
    }

    /// <summary>
    /// Deletes the draft of a form that was sent. Where the storage fails just then, it stays: it is not sent unless its box is ticked, and
    /// is deleted when the form is not asked any more, or is 30 days old.
    /// </summary>
    public async Task SentAsync(DraftOf draft, CancellationToken cancellation)
    {
        try
        {
            await DeleteAsync(draft, cancellation);
        }
        catch (StorageUnavailableException)
        {
            // What was sent is recorded, and is not to look as if it were not.
        }
    }

    public Task DeleteAsync(DraftOf draft, CancellationToken cancellation) => store.DeleteAsync(draft.Key, cancellation);

    /// <summary>Forgets the drafts of an engagement that is deleted.</summary>
    public async Task ForgetAsync(string engagement, CancellationToken cancellation)
    {
        await foreach (var key in store.ListAsync(DraftOf.OfEngagement(engagement), cancellation))
            await store.DeleteAsync(key, cancellation);
    }

    /// <summary>Deletes the drafts that are too old, and those of forms that nobody can send any more.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await foreach (var key in store.ListAsync(DraftOf.Drafts, cancellation))
        {
            if (await records.ReadAsync(key, RecordJson.Default.Draft, cancellation) is { } draft
                && !(IsKept(draft) && await CanBeSentAsync(DraftOf.Parse(key), cancellation)))
                await store.DeleteAsync(key, cancellation);
        }
    }

    private bool IsKept(Draft draft) => clock.GetUtcNow() < KeptUntil(draft);

    private async Task<bool> CanBeSentAsync(DraftOf draft, CancellationToken cancellation)
    {
        try
        {
            var engagement = await reader.ReadAsync(draft.Engagement, cancellation);
            return engagement is { Exists: true, Status: EngagementStatus.Active }
                && engagement.Find(draft.Person)?.AddressNumber == draft.AddressNumber
                && (draft.Form == DraftOf.Respond
                    ? engagement.Cycle is { Step: Step.ThreeSixtyInterviews } cycle && cycle.FindRater(draft.Person) is { IsHeard: false }
                    : CoachForms.Find(draft.Form)?.IsOpen(engagement, engagement.DayOf(clock.GetUtcNow())) == true);
        }
        catch (JournalBrokenException)
        {
            // It has called for a person; once it is mended, the draft is still there.
            return true;
        }
    }
}
