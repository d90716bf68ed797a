using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Blob;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>What blob storage alone can suffer: lost answers, crashes between two writes, the service gone.</summary>
public sealed class BlobStorageFaultTests : IClassFixture<AzuriteServer>, IDisposable
{
    private static readonly string One = Sample.Id(1);

    private readonly FaultyCalls _calls = new();
    private readonly FakeTimeProvider _time = new(Sample.Start);
    private readonly BlobContainerClient _container;
    private readonly BlobEngagementStore _store;

    public BlobStorageFaultTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        _container = azurite.NewContainer(_calls);
        _store = NewStore();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_recognised_and_not_doubled()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        _calls.LosesAnswerOf = FaultyCalls.IsAppend;

        Assert.True(await _store.AppendAsync(Sample.Append(One, 1, 2), Cancellation));

        Assert.Null(_calls.LosesAnswerOf);
        Assert.Equal(3, (await _store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task The_first_append_is_recognised_as_well_with_its_documents()
    {
        var document = DocumentSealer.Seal(new NoteText("kept"));
        _calls.LosesAnswerOf = FaultyCalls.IsAppend;

        Assert.True(await _store.AppendAsync(Sample.Append(One, 0, 1, document), Cancellation));

        Assert.Single(await _store.ReadAsync(One, after: 0, Cancellation));
        Assert.Single(await _store.ReadDocumentsAsync(One, [document.Ref], Cancellation));
        Assert.Equal(0, await _store.SweepOrphansAsync(_time.GetUtcNow().AddDays(1), Cancellation));
    }

    [Fact]
    public async Task An_append_that_another_was_faster_than_leaves_no_document()
    {
        var document = DocumentSealer.Seal(new NoteText("late"));
        using var other = NewStore();
        _calls.Fails = request =>
        {
            if (!FaultyCalls.IsAppend(request))
                return false;
            _calls.Fails = _ => false;
            other.AppendAsync(Sample.Append(One, 0, 1), Cancellation).GetAwaiter().GetResult();
            return true;
        };

        Assert.False(await _store.AppendAsync(Sample.Append(One, 0, 1, document), Cancellation));

        Assert.Single(await _store.ReadAsync(One, after: 0, Cancellation));
        Assert.DoesNotContain(await NamesAsync(), name =>
            name.StartsWith("documents/", StringComparison.Ordinal) || name.StartsWith("unreferred/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_index_row_that_could_not_be_written_does_not_undo_the_append_and_is_repaired()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        var summary = Sample.Summary(One, step: Step.MidProgramReview, wakeAt: Sample.Start);
        _calls.Fails = FaultyCalls.IsIndexWrite;

        Assert.True(await _store.AppendAsync(Sample.Append(One, 1, 1) with { Summary = summary }, Cancellation));

        _calls.Fails = _ => false;
        Assert.Equal(2, (await _store.ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.Single(await _store.ReadAsync(One, after: 1, Cancellation));
        Assert.Equal(Step.DefiningTheContext, (await ListedAsync()).Step);
        Assert.Equal(1, await _store.RepairIndexAsync(Cancellation));
        Assert.Equal(summary, await ListedAsync());
        Assert.Equal(0, await _store.RepairIndexAsync(Cancellation));
    }

    [Fact]
    public async Task The_next_append_follows_on_the_journal_even_if_the_index_row_is_late()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        _calls.Fails = FaultyCalls.IsIndexWrite;
        await _store.AppendAsync(Sample.Append(One, 1, 1), Cancellation);
        _calls.Fails = _ => false;

        Assert.False(await _store.AppendAsync(Sample.Append(One, 1, 1), Cancellation));
        Assert.True(await _store.AppendAsync(Sample.Append(One, 2, 1), Cancellation));

        Assert.Equal(3, (await _store.ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.Equal(0, await _store.RepairIndexAsync(Cancellation));
    }

    [Fact]
    public async Task Lost_index_rows_are_written_again_from_the_journals()
    {
        for (var number = 1; number <= 3; number++)
            await _store.AppendAsync(Sample.Append(Sample.Id(number), 0, number), Cancellation);
        foreach (var name in (await NamesAsync()).Where(name => name.StartsWith("index/", StringComparison.Ordinal)))
            await _container.DeleteBlobAsync(name, cancellationToken: Cancellation);

        Assert.Equal(3, await _store.RepairIndexAsync(Cancellation));
        Assert.Equal(
            3, (await _store.ListAsync(new EngagementQuery("acme", Status: null, Step: null, Cursor: null, 10), Cancellation)).Items.Count);
    }

    [Fact]
    public async Task A_late_writer_does_not_put_an_older_index_row_over_a_newer_one()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        using var other = NewStore();
        var newest = Sample.Summary(One, step: Step.EndOfProgramReview);
        _calls.Fails = request =>
        {
            if (!FaultyCalls.IsIndexWrite(request))
                return false;
            _calls.Fails = _ => false;
            other.AppendAsync(Sample.Append(One, 2, 1) with { Summary = newest }, Cancellation).GetAwaiter().GetResult();
            return true;
        };

        Assert.True(await _store.AppendAsync(Sample.Append(One, 1, 1), Cancellation));

        Assert.Equal(newest, await ListedAsync());
        Assert.Equal(3, (await _store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task A_journal_that_is_cut_off_is_found_even_by_a_store_that_never_saw_it()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        var journal = _container.GetAppendBlobClient($"journals/{One}");
        var whole = (await journal.DownloadContentAsync(Cancellation)).Value.Content;
        await _store.AppendAsync(Sample.Append(One, 2, 1), Cancellation);
        await journal.DeleteAsync(cancellationToken: Cancellation);
        await journal.CreateAsync(cancellationToken: Cancellation);
        await journal.AppendBlockAsync(whole.ToStream(), cancellationToken: Cancellation);

        using var other = NewStore();
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await other.ReadAsync(One, after: 0, Cancellation));
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await _store.ReadAsync(One, after: 0, Cancellation));
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_taken_up_again()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1, DocumentSealer.Seal(new NoteText("mine"))), Cancellation);
        _calls.Fails = request =>
            request.Method == Azure.Core.RequestMethod.Delete && request.Uri.Path.Contains("/journals", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.DeleteAsync(One, Cancellation));
        _calls.Fails = _ => false;

        Assert.Equal(1, await _store.RepairIndexAsync(Cancellation));
        Assert.Equal(One, (await ListedAsync()).Id);
        await _store.DeleteAsync(One, Cancellation);

        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task An_outage_is_told_without_addresses_and_leaves_nothing_half_written()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        var document = DocumentSealer.Seal(new NoteText("later"));
        _calls.Fails = _ => true;

        var outages = new[]
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.ReadAsync(One, after: 0, Cancellation)),
            await Assert.ThrowsAsync<StorageUnavailableException>(
                async () => await _store.AppendAsync(Sample.Append(One, 1, 1, document), Cancellation)),
            await Assert.ThrowsAsync<StorageUnavailableException>(async () => await ListedAsync()),
            await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.RepairIndexAsync(Cancellation)),
        };
        _calls.Fails = _ => false;

        Assert.All(outages, outage =>
        {
            Assert.DoesNotContain("127.0.0.1", outage.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("http", outage.ToString(), StringComparison.Ordinal);
            Assert.Null(outage.InnerException);
        });
        Assert.Single(await _store.ReadAsync(One, after: 0, Cancellation));
        Assert.True(await _store.AppendAsync(Sample.Append(One, 1, 1, document), Cancellation));
        Assert.Single(await _store.ReadDocumentsAsync(One, [document.Ref], Cancellation));
    }

    [Fact]
    public async Task A_missing_container_is_an_outage_and_not_an_empty_journal()
    {
        await _container.DeleteAsync(cancellationToken: Cancellation);

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.ReadAsync(One, after: 0, Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.AppendAsync(Sample.Append(One, 0, 1), Cancellation));
    }

    [Fact]
    public async Task A_command_costs_three_calls_and_three_more_for_all_of_its_documents()
    {
        await _store.AppendAsync(Sample.Append(One, 0, 3), Cancellation);
        var known = (await _store.ReadOnAsync(One, JournalHead.None, Cancellation)).Head;
        var before = _calls.Count;

        Assert.Empty((await _store.ReadOnAsync(One, known, Cancellation)).Entries);
        Assert.True(await _store.AppendAsync(Sample.Append(One, 3, 1), Cancellation));
        Assert.Equal(3, _calls.Count - before);

        var pack = DocumentSealer.NewPack();
        SealedDocument[] documents = [.. Enumerable.Range(0, 40).Select(number => DocumentSealer.Seal(new NoteText("text"), pack, number))];
        before = _calls.Count;
        Assert.True(await _store.AppendAsync(Sample.Append(One, 4, 40, documents), Cancellation));
        Assert.Equal(5, _calls.Count - before);
    }

    [Fact]
    public async Task Documents_of_the_first_release_a_blob_for_each_still_open()
    {
        const string Id = "00112233445566778899aabbccddeeff";
        const string Stored = "0f0e0d0c0b0a09080706050403020100\n{\"kind\":\"noteText\",\"text\":\"written by the first release\"}";
        var reference = new DocumentRef(Id, "dccfda7bcc533f055965efef1bad0e789eccaaf7bafdb547791991003f5312c9");
        await _container.UploadBlobAsync($"documents/{One}/{Id}", BinaryData.FromString(Stored), Cancellation);
        var written = DocumentSealer.Seal(new NoteText("written now"), DocumentSealer.NewPack(), 0);
        await _store.AppendAsync(Sample.Append(One, 0, 1, written), Cancellation);

        var read = await _store.ReadDocumentsAsync(One, [reference, written.Ref], Cancellation);

        Assert.Equal("written by the first release", Assert.IsType<NoteText>(read[Id]).Text);
        Assert.Equal("written now", Assert.IsType<NoteText>(read[written.Ref.Id]).Text);
    }

    [Fact]
    public async Task A_document_of_a_pack_is_swept_without_the_others()
    {
        var pack = DocumentSealer.NewPack();
        SealedDocument[] documents = [
            .. Enumerable.Range(0, 3).Select(number => DocumentSealer.Seal(new NoteText($"text {number}"), pack, number))];
        await _store.AppendAsync(Sample.Append(One, 0, 2, documents[0], documents[2]) with { Documents = documents }, Cancellation);

        Assert.Equal(1, await _store.SweepOrphansAsync(_time.GetUtcNow().AddTicks(1), Cancellation));

        using var other = NewStore();
        foreach (var store in (BlobEngagementStore[])[_store, other])
        {
            var left = await store.ReadDocumentsAsync(One, [.. documents.Select(document => document.Ref)], Cancellation);
            Assert.Equal([documents[0].Ref.Id, documents[2].Ref.Id], left.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_another_instance_erases_is_remembered_for_minutes_at_most()
    {
        var document = DocumentSealer.Seal(new NoteText("erased elsewhere"), DocumentSealer.NewPack(), 0);
        await _store.AppendAsync(Sample.Append(One, 0, 1, document), Cancellation);
        using var other = NewStore();
        await other.DeleteAsync(One, Cancellation);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(await _store.ReadDocumentsAsync(One, [document.Ref], Cancellation));
    }

    private BlobEngagementStore NewStore() => new(_container, SampleMacs.Of(), _time, NullLogger<BlobEngagementStore>.Instance);

    private async Task<EngagementSummary> ListedAsync() =>
        Assert.Single(
            (await _store.ListAsync(new EngagementQuery("acme", Status: null, Step: null, Cursor: null, 10), Cancellation)).Items);

    private async Task<List<string>> NamesAsync() =>
        await _container.GetBlobsAsync(cancellationToken: Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation);
}
