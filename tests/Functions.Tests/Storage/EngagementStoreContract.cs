using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>What every engagement store must do; a subclass brings the store and a way to tamper with what it holds.</summary>
public abstract class EngagementStoreContract
{
    private const string Firm = "acme";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static string One { get; } = Sample.Id(1);

    protected static string Two { get; } = Sample.Id(2);

    private protected FakeTimeProvider Time { get; } = new(Sample.Start);

    private protected abstract IEngagementStore Store { get; }

    protected abstract Task AlterEntryAsync(string engagement, long number, Func<byte[], byte[]> change);

    protected abstract Task RemoveEntryAsync(string engagement, long number);

    protected abstract Task SwapEntriesAsync(string engagement, long one, long other);

    protected abstract Task SwapDocumentsAsync(string engagement, string one, string other);

    protected abstract Task EraseDocumentAsync(string engagement, string id);

    /// <summary>Keeps the journal and its index row as they are now.</summary>
    /// <returns>Puts them back, as an operator restores storage under a running process.</returns>
    protected abstract Task<Func<Task>> BackUpAsync(string engagement);

    /// <summary>A store of another process on the same storage, with these journal keys.</summary>
    private protected abstract IEngagementStore OtherInstance(params string[] keys);

    /// <summary>Alters an entry, and computes the hashes of it and of all after it anew, the head's too: all but the MAC.</summary>
    protected abstract Task ForgeAsync(string engagement, long number, byte[] forged);

    /// <summary>Puts another MAC, or none, in the place of a journal's.</summary>
    protected abstract Task ChangeMacAsync(string engagement, string? mac);

    /// <summary>A journal's MAC.</summary>
    protected abstract Task<string?> MacAsync(string engagement);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_forger_who_computes_every_hash_anew_is_found_by_the_MAC(long number)
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        await Store.AppendAsync(Sample.Append(One, 2, 1), Cancellation);
        await Store.AppendAsync(Sample.Append(Two, 0, 1), Cancellation);
        await ForgeAsync(One, number, FactSerializer.Serialize(Sample.Entry(number, new MailDropped(Sample.Id(1)))));

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await OtherInstance().ReadAsync(One, after: 0, Cancellation));
        await Assert.ThrowsAsync<JournalBrokenException>(
            async () => await OtherInstance().ReadOnAsync(One, JournalHead.None, Cancellation));
        Assert.Single(await OtherInstance().ReadAsync(Two, after: 0, Cancellation));
    }

    [Fact]
    public async Task A_MAC_that_is_missing_altered_or_of_another_journal_breaks_it()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        await Store.AppendAsync(Sample.Append(Two, 0, 2), Cancellation);
        var own = (await MacAsync(One))!;

        foreach (var mac in (string?[])[null, new string('0', own.Length), await MacAsync(Two), own.ToUpperInvariant()])
        {
            await ChangeMacAsync(One, mac);
            await Assert.ThrowsAsync<JournalBrokenException>(async () => await OtherInstance().ReadAsync(One, after: 0, Cancellation));
        }

        await ChangeMacAsync(One, own);
        Assert.Equal(2, (await OtherInstance().ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task Keys_are_changed_without_a_break_and_one_that_is_taken_away_too_early_is_missed()
    {
        await OtherInstance("old").AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        await OtherInstance("old").AppendAsync(Sample.Append(Two, 0, 1), Cancellation);

        Assert.Equal(2, (await OtherInstance("new", "old").ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.True(await OtherInstance("new", "old").AppendAsync(Sample.Append(One, 2, 1), Cancellation));

        Assert.Equal(3, (await OtherInstance("new").ReadAsync(One, after: 0, Cancellation)).Count);
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await OtherInstance("new").ReadAsync(Two, after: 0, Cancellation));
    }

    [Fact]
    public async Task A_journal_of_a_release_that_sealed_none_is_sealed_once_if_its_chain_verifies()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 3), Cancellation);
        await Store.AppendAsync(Sample.Append(Two, 0, 3), Cancellation);
        await ChangeMacAsync(One, mac: null);
        await ChangeMacAsync(Two, mac: null);
        await AlterEntryAsync(Two, 2, bytes => [.. bytes, (byte)' ']);
        var sealing = (IJournalSealing)OtherInstance();

        var journals = await sealing.JournalsAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(new[] { One, Two }.Order(StringComparer.Ordinal), journals.Order(StringComparer.Ordinal));
        await sealing.SealAsync(One, Cancellation);
        await sealing.SealAsync(One, Cancellation);
        await Assert.ThrowsAsync<JournalBrokenException>(() => sealing.SealAsync(Two, Cancellation));

        Assert.Equal(3, (await OtherInstance().ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.True(await OtherInstance().AppendAsync(Sample.Append(One, 3, 1), Cancellation));
        Assert.Equal(4, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task An_unknown_engagement_has_an_empty_journal()
    {
        Assert.Empty(await Store.ReadAsync(One, after: 0, Cancellation));
        Assert.Empty(await Store.ReadAsync(One, after: 5, Cancellation));
    }

    [Fact]
    public async Task What_was_appended_is_read_in_order_whole_or_from_a_number_on()
    {
        Assert.True(await Store.AppendAsync(Sample.Append(One, 0, 3), Cancellation));
        Assert.True(await Store.AppendAsync(Sample.Append(One, 3, 2), Cancellation));

        var expected = Enumerable.Range(1, 5).Select(number => Sample.Entry(number)).ToList();
        Assert.Equal(expected, await Store.ReadAsync(One, after: 0, Cancellation));
        Assert.Equal(expected[3..], await Store.ReadAsync(One, after: 3, Cancellation));
        Assert.Empty(await Store.ReadAsync(One, after: 5, Cancellation));
        Assert.Empty(await Store.ReadAsync(One, after: 9, Cancellation));
    }

    [Fact]
    public async Task Every_kind_of_fact_is_kept()
    {
        var facts = Sample.EveryFact();
        await Store.AppendAsync(
            new JournalAppend(0, [.. facts.Select((fact, index) => Sample.Entry(index + 1, fact))], [], Sample.Summary(One)), Cancellation);

        var read = await Store.ReadAsync(One, after: 0, Cancellation);

        Assert.Equal(
            facts.Select((fact, index) => FactSerializer.Serialize(Sample.Entry(index + 1, fact))), read.Select(FactSerializer.Serialize));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_at_another_length_writes_nothing(long expected)
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        var document = DocumentSealer.Seal(new NoteText("late"));
        var late = Sample.Append(One, expected, 1, document) with { Summary = Sample.Summary(One, step: Step.MidProgramReview) };

        Assert.False(await Store.AppendAsync(late, Cancellation));

        Assert.Equal(2, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.Equal(Step.DefiningTheContext, Assert.Single((await ListAsync()).Items).Step);
    }

    [Fact]
    public async Task Entries_that_do_not_follow_on_the_expected_length_are_a_programming_error()
    {
        var append = Sample.Append(One, 0, 2) with { Entries = [Sample.Entry(1), Sample.Entry(3)] };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AppendAsync(append, Cancellation));
        Assert.Empty(await Store.ReadAsync(One, after: 0, Cancellation));
    }

    [Fact]
    public async Task Sixty_concurrent_appends_are_each_acknowledged_once()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(1, 60), atOnce, async (writer, cancellation) =>
        {
            bool done;
            do
            {
                var length = (await Store.ReadAsync(One, after: 0, cancellation)).Count;
                var entry = Sample.Entry(length + 1, new MailSent(Sample.Id(1000 + writer)));
                done = await Store.AppendAsync(new JournalAppend(length, [entry], [], Sample.Summary(One)), cancellation);
            }
            while (!done);
        });

        var journal = await Store.ReadAsync(One, after: 0, Cancellation);
        Assert.Equal(61, journal.Count);
        Assert.Equal(61, journal.Select(entry => ((MailSent)entry.Fact).Mail).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Of_many_appends_at_one_length_one_is_acknowledged()
    {
        var appends = Enumerable.Range(0, 200).Select(_ => Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation)).ToList();

        var results = await Task.WhenAll(appends);

        Assert.Single(results, done => done);
        Assert.Equal(2, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task Journals_of_different_engagements_do_not_touch()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 3), Cancellation);
        await Store.AppendAsync(Sample.Append(Sample.Id(2), 0, 1), Cancellation);

        Assert.Equal(3, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.Single(await Store.ReadAsync(Sample.Id(2), after: 0, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task An_altered_fact_is_found(long number)
    {
        await Store.AppendAsync(Sample.Append(One, 0, 5), Cancellation);
        var forged = FactSerializer.Serialize(Sample.Entry(number, new MailDropped(Sample.Id(1))));
        await AlterEntryAsync(One, number, _ => forged);

        await BreaksAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_removed_fact_is_found(long number)
    {
        await Store.AppendAsync(Sample.Append(One, 0, 5), Cancellation);
        await RemoveEntryAsync(One, number);

        await BreaksAsync();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 5)]
    public async Task Reordered_facts_are_found(long one, long other)
    {
        await Store.AppendAsync(Sample.Append(One, 0, 5), Cancellation);
        await SwapEntriesAsync(One, one, other);

        await BreaksAsync();
    }

    [Fact]
    public async Task Reading_on_from_a_number_verifies_what_follows()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 5), Cancellation);
        await AlterEntryAsync(One, 4, bytes => [.. bytes, (byte)' ']);

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadAsync(One, after: 3, Cancellation));
        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadAsync(One, after: 2, Cancellation));
    }

    [Fact]
    public async Task Reading_on_brings_what_is_new_whoever_appended_it()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        var first = await Store.ReadOnAsync(One, JournalHead.None, Cancellation);
        await Store.AppendAsync(Sample.Append(One, 2, 1), Cancellation);
        await OtherInstance().AppendAsync(Sample.Append(One, 3, 2), Cancellation);

        var second = await Store.ReadOnAsync(One, first.Head, Cancellation);
        var third = await Store.ReadOnAsync(One, second.Head, Cancellation);

        Assert.Equal((false, 2), (first.IsAnew, first.Entries.Count));
        Assert.Equal([3L, 4, 5], second.Entries.Select(entry => entry.Number));
        Assert.Equal((false, 0, second.Head), (third.IsAnew, third.Entries.Count, third.Head));
        Assert.Equal(second.Head, JournalHead.None.Then([.. first.Entries, .. second.Entries]));
    }

    [Fact]
    public async Task A_journal_that_was_put_back_is_read_anew_even_if_it_has_grown_as_long_again()
    {
        var known = await ReadAndPutBackAsync();

        var shorter = await Store.ReadOnAsync(One, known, Cancellation);
        Assert.Equal((true, 2L, 2), (shorter.IsAnew, shorter.Head.Length, shorter.Entries.Count));

        await GrowAsLongAgainAsync();
        var onTheOldOne = Sample.Append(One, 3, 1) with { ExpectedHash = known.Hash };
        Assert.False(await Store.AppendAsync(onTheOldOne, Cancellation));
        var asLong = await Store.ReadOnAsync(One, known, Cancellation);
        Assert.Equal((true, 3L, 3), (asLong.IsAnew, asLong.Head.Length, asLong.Entries.Count));
        Assert.NotEqual(known, asLong.Head);
        Assert.False(await Store.AppendAsync(onTheOldOne, Cancellation));
        Assert.True(await Store.AppendAsync(onTheOldOne with { ExpectedHash = asLong.Head.Hash }, Cancellation));
    }

    [Fact]
    public async Task An_append_decided_on_a_journal_that_was_put_back_and_has_grown_as_long_again_writes_nothing()
    {
        var known = await ReadAndPutBackAsync();
        await GrowAsLongAgainAsync();

        Assert.False(await Store.AppendAsync(Sample.Append(One, 3, 1) with { ExpectedHash = known.Hash }, Cancellation));

        Assert.Equal(3, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task A_journal_that_another_instance_deleted_is_empty()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        var known = (await Store.ReadOnAsync(One, JournalHead.None, Cancellation)).Head;
        await OtherInstance().DeleteAsync(One, Cancellation);

        var part = await Store.ReadOnAsync(One, known, Cancellation);

        Assert.Equal((true, 0, JournalHead.None), (part.IsAnew, part.Entries.Count, part.Head));
        Assert.False(await Store.AppendAsync(Sample.Append(One, 2, 1) with { ExpectedHash = known.Hash }, Cancellation));
    }

    [Fact]
    public async Task Documents_are_read_by_reference()
    {
        var documents = Sample.EveryDocument().Select(DocumentSealer.Seal).ToArray();
        await Store.AppendAsync(Sample.Append(One, 0, documents.Length, documents), Cancellation);

        var read = await Store.ReadDocumentsAsync(One, [.. documents.Select(document => document.Ref)], Cancellation);

        Assert.Equal(documents.Length, read.Count);
        Assert.All(documents, document => Assert.True(DocumentSealer.HasSameContent(document.Content, read[document.Ref.Id])));
        Assert.Empty(await Store.ReadDocumentsAsync(Sample.Id(2), [documents[0].Ref], Cancellation));
    }

    [Fact]
    public async Task An_erased_document_is_missing_and_the_journal_still_verifies()
    {
        var (kept, erased) = (DocumentSealer.Seal(new NoteText("kept")), DocumentSealer.Seal(new NoteText("erased")));
        await Store.AppendAsync(Sample.Append(One, 0, 2, kept, erased), Cancellation);
        await EraseDocumentAsync(One, erased.Ref.Id);

        var read = await Store.ReadDocumentsAsync(One, [kept.Ref, erased.Ref], Cancellation);

        Assert.Equal(kept.Ref.Id, Assert.Single(read).Key);
        Assert.Equal(2, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task A_swapped_document_is_found()
    {
        var (one, other) = (DocumentSealer.Seal(new NoteText("yes")), DocumentSealer.Seal(new NoteText("no")));
        await Store.AppendAsync(Sample.Append(One, 0, 2, one, other), Cancellation);
        await SwapDocumentsAsync(One, one.Ref.Id, other.Ref.Id);

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadDocumentsAsync(One, [one.Ref], Cancellation));
    }

    [Fact]
    public async Task A_firm_lists_its_own_engagements_newest_first_page_by_page()
    {
        // Pairs start at the same instant, so that pages must also be told apart by id.
        for (var number = 0; number < 25; number++)
            await StoreAsync(Sample.Summary(Sample.Id(number), startedAt: Sample.Start.AddHours(number / 2)));
        await StoreAsync(Sample.Summary(Sample.Id(99), firm: "other"));

        var listed = new List<EngagementSummary>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(cursor: cursor, limit: 4);
            Assert.InRange(page.Items.Count, 1, 4);
            listed.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(
            Enumerable.Range(0, 25).Select(number => (At: Sample.Start.AddHours(number / 2), Id: Sample.Id(number)))
                .OrderByDescending(row => row.At).ThenByDescending(row => row.Id, StringComparer.Ordinal).Select(row => row.Id),
            listed.Select(summary => summary.Id), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_full_last_page_has_no_next()
    {
        for (var number = 0; number < 4; number++)
            await StoreAsync(Sample.Summary(Sample.Id(number)));

        Assert.Null((await ListAsync(limit: 4)).Next);
        Assert.NotNull((await ListAsync(limit: 3)).Next);
    }

    [Fact]
    public async Task Engagements_are_listed_by_status_and_step_and_page_by_page()
    {
        EngagementStatus[] statuses = [EngagementStatus.Active, EngagementStatus.Completed, EngagementStatus.Cancelled];
        Step[] steps = [Step.DefiningTheContext, Step.MidProgramReview];
        for (var number = 0; number < 24; number++)
            await StoreAsync(Sample.Summary(
                Sample.Id(number), status: statuses[number % 3], step: steps[number % 2], startedAt: Sample.Start.AddHours(number)));

        Assert.Equal(8, (await ListAsync(EngagementStatus.Cancelled)).Items.Count(row => row.Status == EngagementStatus.Cancelled));
        Assert.Equal(12, (await ListAsync(step: Step.MidProgramReview)).Items.Count(row => row.Step == Step.MidProgramReview));
        var first = await ListAsync(EngagementStatus.Active, Step.MidProgramReview, limit: 3);
        var second = await ListAsync(EngagementStatus.Active, Step.MidProgramReview, first.Next, limit: 3);
        Assert.Equal([21, 15, 9, 3], first.Items.Concat(second.Items).Select(row => (int)(row.StartedAt - Sample.Start).TotalHours));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("garbage")]
    [InlineData("AAAA")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OS94")]
    public async Task A_cursor_that_no_page_gave_is_a_format_error(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(async () => await ListAsync(cursor: cursor));

    [Fact]
    public async Task The_index_row_is_the_one_of_the_last_append()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        var summary = new EngagementSummary(
            One, Firm, EngagementStatus.Completed, Step.EndOfProgramReview, Cycle: 2, Sample.Start, Sample.Start.AddDays(9),
            Sample.Start.AddDays(10));
        await Store.AppendAsync(Sample.Append(One, 1, 1) with { Summary = summary }, Cancellation);

        Assert.Equal(summary, Assert.Single((await ListAsync()).Items));
    }

    [Fact]
    public async Task Those_that_wake_by_an_instant_are_found_in_the_order_of_waking_whatever_their_status()
    {
        var at = Sample.Start.AddDays(1);
        await StoreAsync(Sample.Summary(Sample.Id(1), wakeAt: at, status: EngagementStatus.Cancelled));
        await StoreAsync(Sample.Summary(Sample.Id(2), wakeAt: at.AddTicks(-1), firm: "other"));
        await StoreAsync(Sample.Summary(Sample.Id(3), wakeAt: at.AddTicks(1)));
        await StoreAsync(Sample.Summary(Sample.Id(4), wakeAt: null));

        Assert.Equal([Sample.Id(2), Sample.Id(1)], await IdsAsync(Store.WakingBeforeAsync(at, Cancellation)));
    }

    [Fact]
    public async Task Six_hundred_that_wake_at_once_are_each_found_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 600)
            .Select(number => StoreAsync(Sample.Summary(Sample.Id(number), wakeAt: Sample.Start.AddHours(number / 300)))));

        var found = await IdsAsync(Store.WakingBeforeAsync(Sample.Start.AddDays(1), Cancellation));

        Assert.Equal(600, found.Count);
        Assert.Equal(600, found.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(600, (await IdsAsync(Store.ActiveAsync(Cancellation))).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_active_and_the_ended_are_found()
    {
        var end = Sample.Start.AddDays(100);
        await StoreAsync(Sample.Summary(Sample.Id(1)));
        await StoreAsync(Sample.Summary(Sample.Id(2), firm: "other", startedAt: Sample.Start.AddDays(-1)));
        await StoreAsync(Sample.Summary(Sample.Id(3), status: EngagementStatus.Completed, endedAt: end));
        await StoreAsync(Sample.Summary(Sample.Id(4), status: EngagementStatus.Cancelled, endedAt: end.AddDays(-1)));

        Assert.Equal([Sample.Id(2), Sample.Id(1)], await IdsAsync(Store.ActiveAsync(Cancellation)));
        Assert.Equal([Sample.Id(4)], await IdsAsync(Store.EndedBeforeAsync(end, Cancellation)));
        Assert.Equal([Sample.Id(4), Sample.Id(3)], await IdsAsync(Store.EndedBeforeAsync(end.AddTicks(1), Cancellation)));
    }

    [Fact]
    public async Task Documents_without_a_fact_are_swept_once_they_are_old_enough()
    {
        var (referred, orphan, adopted) = (
            DocumentSealer.Seal(new NoteText("a")), DocumentSealer.Seal(new NoteText("b")), DocumentSealer.Seal(new NoteText("c")));
        await Store.AppendAsync(Sample.Append(One, 0, 1, referred) with { Documents = [referred, orphan, adopted] }, Cancellation);
        await Store.AppendAsync(Sample.Append(One, 1, 1, adopted) with { Documents = [] }, Cancellation);

        Assert.Equal(0, await Store.SweepOrphansAsync(Time.GetUtcNow(), Cancellation));
        Assert.Equal(1, await Store.SweepOrphansAsync(Time.GetUtcNow().AddTicks(1), Cancellation));
        Assert.Equal(0, await Store.SweepOrphansAsync(Time.GetUtcNow().AddDays(1), Cancellation));

        var left = await Store.ReadDocumentsAsync(One, [referred.Ref, orphan.Ref, adopted.Ref], Cancellation);
        Assert.Equal(new[] { referred.Ref.Id, adopted.Ref.Id }.Order(StringComparer.Ordinal), left.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_engagement_takes_as_many_facts_as_there_is_room_for_and_refuses_the_next()
    {
        const int All = JournalRoom.All;
        Assert.True(await Store.AppendAsync(Sample.Append(One, 0, All - 1), Cancellation));
        await Assert.ThrowsAsync<JournalFullException>(async () => await Store.AppendAsync(Sample.Append(One, All - 1, 2), Cancellation));
        Assert.True(await Store.AppendAsync(Sample.Append(One, All - 1, 1), Cancellation));
        await Assert.ThrowsAsync<JournalFullException>(async () => await Store.AppendAsync(Sample.Append(One, All, 1), Cancellation));

        Assert.Equal(All, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
    }

    [Fact]
    public async Task An_index_in_order_needs_no_repair()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        await Store.AppendAsync(Sample.Append(One, 1, 2), Cancellation);

        Assert.Equal(0, await Store.RepairIndexAsync(Cancellation));
        Assert.Equal(One, Assert.Single((await ListAsync()).Items).Id);
    }

    [Fact]
    public async Task A_deleted_engagement_leaves_nothing_and_no_other_is_touched()
    {
        var (mine, others) = (DocumentSealer.Seal(new NoteText("mine")), DocumentSealer.Seal(new NoteText("others")));
        await Store.AppendAsync(Sample.Append(One, 0, 1, mine), Cancellation);
        await Store.AppendAsync(Sample.Append(Sample.Id(2), 0, 1, others), Cancellation);

        await Store.DeleteAsync(One, Cancellation);
        await Store.DeleteAsync(One, Cancellation);

        Assert.Empty(await Store.ReadAsync(One, after: 0, Cancellation));
        Assert.Empty(await Store.ReadDocumentsAsync(One, [mine.Ref], Cancellation));
        Assert.Equal(Sample.Id(2), Assert.Single((await ListAsync()).Items).Id);
        Assert.Single(await Store.ReadDocumentsAsync(Sample.Id(2), [others.Ref], Cancellation));
    }

    private static async Task<List<string>> IdsAsync(IAsyncEnumerable<EngagementSummary> summaries) =>
        await summaries.Select(summary => summary.Id).ToListAsync(Cancellation);

    private async Task BreaksAsync()
    {
        var broken = await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadAsync(One, after: 0, Cancellation));
        Assert.Contains(One, broken.Message, StringComparison.Ordinal);
    }

    private Task<bool> StoreAsync(EngagementSummary summary) =>
        Store.AppendAsync(Sample.Append(summary.Id, 0, 1) with { Summary = summary }, Cancellation);

    private Task<EngagementPage> ListAsync(EngagementStatus? status = null, Step? step = null, string? cursor = null, int limit = 50) =>
        Store.ListAsync(new EngagementQuery(Firm, status, step, cursor, limit), Cancellation);

    /// <summary>A journal of three facts is read, and the first two are put back.</summary>
    /// <returns>What was read.</returns>
    private async Task<JournalHead> ReadAndPutBackAsync()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        var putBack = await BackUpAsync(One);
        await Store.AppendAsync(Sample.Append(One, 2, 1), Cancellation);
        var known = (await Store.ReadOnAsync(One, JournalHead.None, Cancellation)).Head;
        await putBack();
        return known;
    }

    private Task<bool> GrowAsLongAgainAsync() => OtherInstance().AppendAsync(
        Sample.Append(One, 2, 1) with { Entries = [Sample.Entry(3, new MailSent(Sample.Id(77)))] }, Cancellation);
}
