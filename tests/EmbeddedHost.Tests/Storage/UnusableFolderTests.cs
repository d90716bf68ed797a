using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Tests.Storage;

/// <summary>
/// A data folder that cannot be written is named as such; works for an administrator too, whom modes of files do not stop.
/// </summary>
public sealed class UnusableFolderTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_in_its_place()
    {
        var path = Path.Combine(_folder.Path, "data");
        File.WriteAllText(path, "");

        AssertNamed(path);
    }

    [Theory]
    [InlineData("workflow.db")]
    [InlineData("workflow.lock")]
    public void A_folder_in_the_place_of_a_file(string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, name));

        AssertNamed(_folder.Path);
    }

    [Theory]
    [InlineData("/proc/self")]
    [InlineData("/proc/none")]
    public void A_folder_that_takes_no_files(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no such folder here.");

        AssertNamed(path);
    }

    [Fact]
    public void A_file_that_is_no_database()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "workflow.db"), new string('x', 10_000));

        var refused = Assert.Throws<IOException>(() => new SqliteFile(_folder.Path));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_because_the_disk_is_full_says_so_to_all_who_were_committed_with_it()
    {
        await using var file = new SqliteFile(_folder.Path);
        await file.WriteAsync(connection => connection.Execute("CREATE TABLE filler(x BLOB)"), Cancellation);
        await file.WriteAsync(connection => connection.Prepared("PRAGMA max_page_count=10").ExecuteScalar(), Cancellation);
        using var queued = new ManualResetEventSlim();

        var writes = Enumerable.Range(0, 5).Select(number => file.WriteAsync(
            connection =>
            {
                queued.Wait(Cancellation);
                return connection.Execute("INSERT INTO filler VALUES(zeroblob($1))", number == 2 ? 1_000_000 : 10);
            },
            Cancellation)).ToList();
        queued.Set();

        foreach (var write in writes)
        {
            if (await Record.ExceptionAsync(() => write) is { } failure)
                Assert.Equal(13, Assert.IsType<SqliteException>(failure).SqliteErrorCode);
        }

        Assert.True(writes[2].IsFaulted);
        var kept = file.Read(connection => (long)connection.Prepared("SELECT count(*) FROM filler").ExecuteScalar()!);
        Assert.Equal(writes.LongCount(write => write.IsCompletedSuccessfully), kept);
    }

    private static void AssertNamed(string folder)
    {
        var refused = Assert.Throws<IOException>(() => new SqliteFile(folder));
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("in use by another process", refused.Message, StringComparison.Ordinal);
    }
}
