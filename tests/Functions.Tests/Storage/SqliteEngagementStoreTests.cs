using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Tests.Storage;

public sealed class SqliteEngagementStoreTests : EngagementStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-storage-");
    private SqliteFile _file;
    private SqliteEngagementStore _store;

    public SqliteEngagementStoreTests()
    {
        _file = new SqliteFile(_folder.FullName);
        _store = new SqliteEngagementStore(_file, SampleMacs.Of(), Time);
    }

    private protected override IEngagementStore Store => _store;

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var document = DocumentSealer.Seal(new NoteText("kept"));
        await Store.AppendAsync(Sample.Append(One, 0, 2, document), Cancellation);

        _file.Dispose();
        _file = new SqliteFile(_folder.FullName);
        _store = new SqliteEngagementStore(_file, SampleMacs.Of(), Time);

        Assert.Equal(2, (await Store.ReadAsync(One, after: 0, Cancellation)).Count);
        Assert.Single(await Store.ReadDocumentsAsync(One, [document.Ref], Cancellation));
        Assert.True(await Store.AppendAsync(Sample.Append(One, 2, 1), Cancellation));
    }

    [Fact]
    public async Task A_lost_index_row_does_not_pass_for_an_empty_journal()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 2), Cancellation);
        await ExecuteAsync("DELETE FROM engagements");

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadAsync(One, after: 0, Cancellation));
    }

    [Fact]
    public async Task A_forger_who_repairs_the_hashes_of_the_journal_is_found_by_the_head()
    {
        await Store.AppendAsync(Sample.Append(One, 0, 1), Cancellation);
        var forged = FactSerializer.Serialize(Sample.Entry(1, new MailDropped(One)));
        await AlterEntryAsync(One, 1, _ => forged);
        await ExecuteAsync("UPDATE journal SET hash = $1", JournalChain.Next(JournalChain.Genesis, forged));

        await Assert.ThrowsAsync<JournalBrokenException>(async () => await Store.ReadAsync(One, after: 0, Cancellation));
    }

    [Fact]
    public async Task An_append_that_fails_half_way_leaves_nothing()
    {
        var document = DocumentSealer.Seal(new NoteText("twice"));
        await Assert.ThrowsAsync<SqliteException>(
            () => Store.AppendAsync(Sample.Append(One, 0, 1) with { Documents = [document, document] }, Cancellation));

        Assert.Empty(await Store.ReadAsync(One, after: 0, Cancellation));
        Assert.Empty(await Store.ReadDocumentsAsync(One, [document.Ref], Cancellation));
    }

    [Fact]
    public void Listing_and_finding_by_time_use_an_index_and_need_no_sorting()
    {
        var cursor = new PageCursor(Sample.Start, One);
        var lists = from status in new EngagementStatus?[] { null, EngagementStatus.Active }
                    from step in new Step?[] { null, Step.MidProgramReview }
                    from page in new PageCursor?[] { null, cursor }
                    select EngagementRows.ListStatement(new EngagementQuery("acme", status, step, page?.ToString(), 10), page);

        Assert.All(lists.Concat(Enum.GetValues<TimeColumn>().Select(EngagementRows.NextStatement)), sql =>
        {
            var plan = Plan(sql);
            Assert.Contains("USING INDEX engagements_", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        });
    }

    protected override Task AlterEntryAsync(string engagement, long number, Func<byte[], byte[]> change) => _file.WriteAsync(
        connection =>
        {
            var bytes = (byte[])connection.Prepared("SELECT bytes FROM journal WHERE engagement = $1 AND number = $2", engagement, number)
                .ExecuteScalar()!;
            return connection.Execute(
                "UPDATE journal SET bytes = $3 WHERE engagement = $1 AND number = $2", engagement, number, change(bytes));
        },
        Cancellation);

    protected override Task RemoveEntryAsync(string engagement, long number) =>
        ExecuteAsync("DELETE FROM journal WHERE engagement = $1 AND number = $2", engagement, number);

    protected override async Task SwapEntriesAsync(string engagement, long one, long other)
    {
        const string Renumber = "UPDATE journal SET number = $3 WHERE engagement = $1 AND number = $2";
        await ExecuteAsync(Renumber, engagement, one, -1);
        await ExecuteAsync(Renumber, engagement, other, one);
        await ExecuteAsync(Renumber, engagement, -1, other);
    }

    protected override async Task SwapDocumentsAsync(string engagement, string one, string other)
    {
        const string Rename = "UPDATE documents SET id = $3 WHERE engagement = $1 AND id = $2";
        await ExecuteAsync(Rename, engagement, one, "between");
        await ExecuteAsync(Rename, engagement, other, one);
        await ExecuteAsync(Rename, engagement, "between", other);
    }

    protected override Task EraseDocumentAsync(string engagement, string id) =>
        ExecuteAsync("DELETE FROM documents WHERE engagement = $1 AND id = $2", engagement, id);

    protected override Task<Func<Task>> BackUpAsync(string engagement)
    {
        var (length, head, mac) = _file.Read(connection => EngagementRows.End(connection, engagement));
        return Task.FromResult<Func<Task>>(async () =>
        {
            await ExecuteAsync("DELETE FROM journal WHERE engagement = $1 AND number > $2", engagement, length);
            await ExecuteAsync("UPDATE engagements SET length = $2, head = $3, mac = $4 WHERE id = $1", engagement, length, head, mac);
        });
    }

    private protected override IEngagementStore OtherInstance(params string[] keys) =>
        new SqliteEngagementStore(_file, SampleMacs.Of(keys), Time);

    protected override Task ForgeAsync(string engagement, long number, byte[] forged) => _file.WriteAsync(
        connection =>
        {
            connection.Execute("UPDATE journal SET bytes = $3 WHERE engagement = $1 AND number = $2", engagement, number, forged);
            var (length, _, _) = EngagementRows.End(connection, engagement);
            var head = JournalChain.Genesis;
            for (var entry = 1L; entry <= length; entry++)
            {
                var bytes = (byte[])connection.Prepared(
                    "SELECT bytes FROM journal WHERE engagement = $1 AND number = $2", engagement, entry).ExecuteScalar()!;
                head = JournalChain.Next(head, bytes);
                connection.Execute("UPDATE journal SET hash = $3 WHERE engagement = $1 AND number = $2", engagement, entry, head);
            }

            return connection.Execute("UPDATE engagements SET head = $2 WHERE id = $1", engagement, head);
        },
        Cancellation);

    protected override Task ChangeMacAsync(string engagement, string? mac) =>
        ExecuteAsync("UPDATE engagements SET mac = $2 WHERE id = $1", engagement, mac);

    protected override Task<string?> MacAsync(string engagement) =>
        Task.FromResult(_file.Read(connection => EngagementRows.End(connection, engagement).Mac));

    private Task<int> ExecuteAsync(string sql, params object?[] values) =>
        _file.WriteAsync(connection => connection.Execute(sql, values), Cancellation);

    private string Plan(string sql) => _file.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        for (var number = 1; number <= 6; number++)
            command.Parameters.AddWithValue($"${number}", 1);
        using var reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read())
            plan.Add(reader.GetString(3));
        return string.Join('\n', plan);
    });
}
