using System.Text;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Functions.Tests.Storage;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Records;

/// <summary>What every store of records must do.</summary>
public abstract class RecordStoreContract
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract IRecordStore Store { get; }

    [Fact]
    public async Task A_record_is_there_from_when_it_is_written_until_it_is_deleted()
    {
        Assert.Null(await Store.ReadAsync("access/one", Cancellation));

        Assert.True(await WriteAsync("access/one", "first", version: null));
        var first = await Store.ReadAsync("access/one", Cancellation);
        Assert.Equal("first", Text(first));
        Assert.True(await WriteAsync("access/one", "second", first!.Version));
        Assert.Equal("second", Text(await Store.ReadAsync("access/one", Cancellation)));
        Assert.Null(await Store.ReadAsync("access/two", Cancellation));

        await Store.DeleteAsync("access/one", Cancellation);
        await Store.DeleteAsync("access/one", Cancellation);
        Assert.Null(await Store.ReadAsync("access/one", Cancellation));
    }

    [Fact]
    public async Task Who_read_before_somebody_else_wrote_or_deleted_writes_nothing()
    {
        Assert.True(await WriteAsync("access/one", "first", version: null));
        Assert.False(await WriteAsync("access/one", "other", version: null));
        var read = (await Store.ReadAsync("access/one", Cancellation))!;
        Assert.True(await WriteAsync("access/one", "second", read.Version));
        Assert.False(await WriteAsync("access/one", "third", read.Version));
        Assert.Equal("second", Text(await Store.ReadAsync("access/one", Cancellation)));

        // Deleted and written anew with the very same words, it is another record.
        await Store.DeleteAsync("access/one", Cancellation);
        Assert.False(await WriteAsync("access/one", "fourth", read.Version));
        Assert.True(await WriteAsync("access/one", "first", version: null));
        Assert.False(await WriteAsync("access/one", "fifth", read.Version));
        Assert.Equal("first", Text(await Store.ReadAsync("access/one", Cancellation)));
    }

    [Fact]
    public async Task Keys_are_listed_by_how_they_begin()
    {
        foreach (var key in (string[])["drafts/b/1", "drafts/a/2", "drafts/a/1", "drafts", "draftsmen/1", "access/a"])
            Assert.True(await WriteAsync(key, key, version: null));

        Assert.Equal(["drafts/a/1", "drafts/a/2", "drafts/b/1"], await Store.ListAsync("drafts/", Cancellation).ToListAsync(Cancellation));
        Assert.Equal(["drafts/a/1", "drafts/a/2"], await Store.ListAsync("drafts/a/", Cancellation).ToListAsync(Cancellation));
        Assert.Empty(await Store.ListAsync("nothing/", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Of_many_who_write_over_one_version_one_succeeds()
    {
        Assert.True(await WriteAsync("access/one", "first", version: null));
        var read = (await Store.ReadAsync("access/one", Cancellation))!;

        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => WriteAsync("access/one", $"{number}", read.Version), Cancellation)));

        var winner = Assert.Single(written.Index(), each => each.Item).Index;
        Assert.Equal($"{winner}", Text(await Store.ReadAsync("access/one", Cancellation)));
    }

    private static string Text(StoredRecord? record) => Encoding.UTF8.GetString(record!.Content.Span);

    private Task<bool> WriteAsync(string key, string text, string? version) =>
        Store.WriteAsync(key, Encoding.UTF8.GetBytes(text), version, Cancellation);
}

public sealed class SqliteRecordStoreTests : RecordStoreContract, IDisposable
{
    private readonly SqliteFile _file = new(SqliteFile.InMemory);

    public SqliteRecordStoreTests() => Store = new SqliteRecordStore(_file);

    private protected override IRecordStore Store { get; }

    public void Dispose() => _file.Dispose();
}

/// <summary>The same tests as for SQLite, against a real Azurite.</summary>
public sealed class BlobRecordStoreTests : RecordStoreContract, IClassFixture<AzuriteServer>
{
    public BlobRecordStoreTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        Store = new BlobRecordStore(azurite.NewContainer());
    }

    private protected override IRecordStore Store { get; }
}
