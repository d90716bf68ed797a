using System.Runtime.Versioning;
using System.Text;
using EmbeddedHost.Storage;

namespace EmbeddedHost.Tests.Storage;

/// <summary>What others on the machine can read of a host's file, and what is left in it of what was deleted.</summary>
public sealed class AtRestTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const string Text = "Pack my box with five dozen liquor jugs";

    private readonly DataFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_and_files_are_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var made = Path.Combine(_folder.Path, "made", "for", "it");

        await using var file = new SqliteFile(made);
        await WriteAsync(file, 1);

        Assert.Equal(OwnersFolder, File.GetUnixFileMode(made));
        Assert.Equal(
            ["workflow.db", "workflow.db-shm", "workflow.db-wal", "workflow.lock"],
            Directory.EnumerateFiles(made).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(made), path => Assert.Equal(OwnersFile, File.GetUnixFileMode(path)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_that_an_earlier_release_left_to_others_are_taken_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using (var earlier = new SqliteFile(_folder.Path))
            await WriteAsync(earlier, 1);
        foreach (var path in Directory.EnumerateFiles(_folder.Path))
            File.SetUnixFileMode(path, OwnersFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await using var file = new SqliteFile(_folder.Path);
        await WriteAsync(file, 2);

        Assert.All(Directory.EnumerateFiles(_folder.Path), path => Assert.Equal(OwnersFile, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task Deleted_text_is_overwritten()
    {
        await using var file = new SqliteFile(_folder.Path);
        for (var number = 1; number <= 50; number++)
            await WriteAsync(file, number);

        await file.WriteAsync(connection => connection.Execute("DELETE FROM text"), Cancellation);
        Assert.True(file.Truncate());

        Assert.All(Directory.EnumerateFiles(_folder.Path, "workflow.db*"), path =>
            Assert.DoesNotContain(Text, Content(path), StringComparison.Ordinal));
        Assert.Equal(0, new FileInfo(Path.Combine(_folder.Path, "workflow.db-wal")).Length);
    }

    private static async Task WriteAsync(SqliteFile file, int number)
    {
        await file.WriteAsync(
            connection => connection.Execute("CREATE TABLE IF NOT EXISTS text(number INTEGER, content TEXT)"), Cancellation);
        await file.WriteAsync(connection =>
            connection.Execute("INSERT INTO text VALUES($1, $2)", number, $"{Text} {new string('x', 200 * number)}"), Cancellation);
    }

    private static string Content(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
