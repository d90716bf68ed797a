using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_throws_is_undone_and_fails_nobody_else(bool inMemory)
    {
        await using var file = await OpenAsync(inMemory);

        // Held back until all three are queued, so that they share one transaction.
        using var queued = new ManualResetEventSlim();
        var first = file.WriteAsync(
            connection =>
            {
                queued.Wait(Cancellation);
                return Insert(connection, 1);
            },
            Cancellation);
        var good = file.WriteAsync(connection => Insert(connection, 2), Cancellation);
        var bad = file.WriteAsync<int>(
            connection =>
            {
                Insert(connection, 3);
                throw new InvalidOperationException("no");
            },
            Cancellation);
        var last = file.WriteAsync(connection => Insert(connection, 4), Cancellation);
        queued.Set();
        Assert.Equal(3, await first + await good + await last);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal([1, 2, 4], file.Read(Numbers));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_hundred_writers_at_once_each_get_their_own_answer(bool inMemory)
    {
        await using var file = await OpenAsync(inMemory);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(
            async () => await file.WriteAsync(connection => Insert(connection, number) * number, Cancellation), Cancellation)));
        Assert.Equal(Enumerable.Range(0, 200), answers);
        Assert.Equal(Enumerable.Range(0, 200), file.Read(Numbers));
    }

    [Fact]
    public async Task A_reader_sees_one_moment()
    {
        await using var file = await OpenAsync(inMemory: false);
        await file.WriteAsync(connection => Insert(connection, 1), Cancellation);
        var (before, after) = file.Read(connection =>
        {
            var seen = Numbers(connection);
            file.WriteAsync(writer => Insert(writer, 2), Cancellation).GetAwaiter().GetResult();
            return (seen, Numbers(connection));
        });
        Assert.Equal(before, after);
        Assert.Equal([1, 2], file.Read(Numbers));
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var file = await OpenAsync(inMemory: false);
        Assert.Throws<SqliteException>(() => file.Read(connection => Insert(connection, 1)));
        Assert.Empty(file.Read(Numbers));
    }

    [Fact]
    public async Task Closing_commits_what_is_queued()
    {
        var file = await OpenAsync(inMemory: false);
        var writes = Enumerable.Range(0, 50).Select(number => file.WriteAsync(connection => Insert(connection, number), Cancellation))
            .ToList();
        await file.DisposeAsync();
        Assert.All(await Task.WhenAll(writes), count => Assert.Equal(1, count));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => file.WriteAsync(Numbers, Cancellation));
        Assert.Throws<ObjectDisposedException>(() => file.Read(Numbers));
        await using var again = new SqliteFile(_folder.Path);
        Assert.Equal(Enumerable.Range(0, 50), again.Read(Numbers));
    }

    [Fact]
    public async Task A_write_that_nobody_awaits_is_committed_with_the_next_and_before_it()
    {
        await using var file = await OpenAsync(inMemory: false);
        file.WriteWithNext(connection => Insert(connection, 1));
        file.WriteWithNext<int>(_ => throw new InvalidOperationException("lost"));
        Assert.Empty(file.Read(Numbers));
        Assert.Equal([1], await file.WriteAsync(Numbers, Cancellation));
        Assert.Equal([1], file.Read(Numbers));
    }

    [Fact]
    public async Task A_write_that_nobody_awaits_is_committed_when_the_file_closes()
    {
        var file = await OpenAsync(inMemory: false);
        file.WriteWithNext(connection => Insert(connection, 1));
        await file.DisposeAsync();
        await using var again = new SqliteFile(_folder.Path);
        Assert.Equal([1], again.Read(Numbers));
    }

    [Fact]
    public async Task A_withdrawn_write_is_not_made()
    {
        await using var file = await OpenAsync(inMemory: false);
        using var withdrawn = new CancellationTokenSource();
        await withdrawn.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => file.WriteAsync(connection => Insert(connection, 1), withdrawn.Token));
        Assert.Empty(file.Read(Numbers));
    }

    [Fact]
    public async Task A_folder_is_held_by_one_host_at_a_time()
    {
        var first = await OpenAsync(inMemory: false);
        var refused = Assert.Throws<IOException>(() => new SqliteFile(_folder.Path));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        await using var second = new SqliteFile(_folder.Path);
        Assert.Empty(second.Read(Numbers));
    }

    [Fact]
    public async Task The_file_is_synced_at_each_commit()
    {
        await using var file = await OpenAsync(inMemory: false);
        const long Full = 2;
        Assert.Equal("wal", await file.WriteAsync(connection => connection.Prepared("PRAGMA journal_mode").ExecuteScalar(), Cancellation));
        Assert.Equal(Full, await file.WriteAsync(connection => connection.Prepared("PRAGMA synchronous").ExecuteScalar(), Cancellation));
        Assert.Equal(1L, await file.WriteAsync(connection => connection.Prepared("PRAGMA foreign_keys").ExecuteScalar(), Cancellation));
    }

    private async Task<SqliteFile> OpenAsync(bool inMemory)
    {
        var file = new SqliteFile(inMemory ? SqliteFile.InMemory : _folder.Path);
        await file.WriteAsync(connection => connection.Execute("CREATE TABLE number(value INTEGER)"), Cancellation);
        return file;
    }

    private static int Insert(SqliteConnection connection, int number) => connection.Execute("INSERT INTO number VALUES($1)", number);

    private static List<int> Numbers(SqliteConnection connection)
    {
        using var reader = connection.Prepared("SELECT value FROM number ORDER BY value").ExecuteReader();
        var numbers = new List<int>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }
}
