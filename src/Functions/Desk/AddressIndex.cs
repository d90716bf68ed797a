using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Desk;

/// <summary>Which address keys an engagement is found by, as of a fact that changed its people.</summary>
/// <param name="Keys">The keys of coach, leader and sponsors.</param>
internal sealed record IndexedAddresses(IReadOnlyList<string> Keys);

/// <summary>
/// Finds the engagements in which an address takes part, without reading any. It is a hint, which may be behind: whoever follows it looks
/// at the engagement before anything is shown. New rows are written before the fact that they are for, old ones are removed after it; the
/// sweep repairs what a crash left.
/// </summary>
internal sealed class AddressIndex(IRecordStore store, AddressKeys keys)
{
    private const string Rows = "addresses/";
    private const string Indexed = "indexed/";

    private static readonly byte[] Nothing = [];

    /// <summary>The engagements that an address may take part in.</summary>
    /// <param name="address">The address's key.</param>
    public IAsyncEnumerable<string> FindAsync(string address, CancellationToken cancellation) =>
        store.ListAsync($"{Rows}{address}/", cancellation).Select(key => key[(key.LastIndexOf('/') + 1)..]);

    /// <summary>Writes the rows of an engagement's people, if they are not there.</summary>
    /// <returns>The keys of their addresses.</returns>
    public async Task<IndexedAddresses> ExpectAsync(
        Engagement engagement, IReadOnlyDictionary<string, Document> documents, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var person in engagement.People)
        {
            // An erased person is found by nothing.
            if (documents.GetValueOrDefault(person.Details.Id) is PersonDetails details)
                found.Add(await keys.OfAsync(engagement.FirmId, details.Email, cancellation));
        }

        var distinct = found.Distinct(StringComparer.Ordinal).ToList();
        foreach (var address in distinct)
            await store.WriteAsync(Row(address, engagement.Id), Nothing, version: null, cancellation);
        return new IndexedAddresses(distinct);
    }

    /// <summary>Removes the rows of addresses that are nobody's any more, and notes as of which fact the rows are right.</summary>
    public async Task SettleAsync(Engagement engagement, IndexedAddresses present, CancellationToken cancellation)
    {
        var noted = Note(engagement.Id, engagement.PeopleChangedBy);
        // A start has no rows before its own.
        var notes = engagement.PeopleChangedBy == 1
            ? AsyncEnumerable.Empty<string>() : store.ListAsync(NotesOf(engagement.Id), cancellation);
        await foreach (var older in notes)
        {
            if (await store.ReadAsync(older, cancellation) is { } stored)
            {
                var before = RecordJson.Read(stored, RecordJson.Default.IndexedAddresses);
                foreach (var address in before.Keys.Except(present.Keys, StringComparer.Ordinal))
                    await store.DeleteAsync(Row(address, engagement.Id), cancellation);
            }

            if (older != noted)
                await store.DeleteAsync(older, cancellation);
        }

        await store.WriteAsync(noted, RecordJson.Write(present, RecordJson.Default.IndexedAddresses), version: null, cancellation);
    }

    /// <summary>As of which fact the rows of each engagement are right, by engagement.</summary>
    public async Task<IReadOnlyDictionary<string, long>> NotedAsync(CancellationToken cancellation)
    {
        var noted = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var note in store.ListAsync(Indexed, cancellation))
        {
            var parts = note.Split('/');
            noted[parts[1]] = long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture);
        }

        return noted;
    }

    /// <summary>Forgets an engagement that is deleted.</summary>
    public async Task ForgetAsync(string engagement, CancellationToken cancellation)
    {
        await foreach (var note in store.ListAsync(NotesOf(engagement), cancellation))
        {
            if (await store.ReadAsync(note, cancellation) is { } stored)
            {
                foreach (var address in RecordJson.Read(stored, RecordJson.Default.IndexedAddresses).Keys)
                    await store.DeleteAsync(Row(address, engagement), cancellation);
            }

            await store.DeleteAsync(note, cancellation);
        }
    }

    private static string Row(string address, string engagement) => $"{Rows}{address}/{engagement}";

    private static string NotesOf(string engagement) => $"{Indexed}{engagement}/";

    private static string Note(string engagement, long number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{NotesOf(engagement)}{number}");
}
