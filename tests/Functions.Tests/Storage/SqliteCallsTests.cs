using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>What the disk does to us is one exception, whatever SQLite calls it; what would be our mistake stays one.</summary>
public sealed class SqliteCallsTests : IDisposable
{
    private readonly SqliteFile _file = new(SqliteFile.InMemory);

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(5, "busy")]
    [InlineData(8, "read-only")]
    [InlineData(10, "input or output failed")]
    [InlineData(11, "corrupt")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(26, "no database")]
    public async Task A_fault_of_storage_is_told_as_such_without_its_message(int code, string message)
    {
        var written = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => _file.WriteStoredAsync<int>(_ => throw new SqliteException(message, code), TestContext.Current.CancellationToken));
        var read = Assert.Throws<StorageUnavailableException>(() => _file.ReadStored<int>(_ => throw new SqliteException(message, code)));

        Assert.All([written, read], failure =>
        {
            Assert.Equal($"The storage is not available (SQLite {code}).", failure.Message);
            Assert.Null(failure.InnerException);
        });
    }

    [Theory]
    [InlineData(1, "no such table")]
    [InlineData(19, "constraint")]
    public async Task A_mistake_in_a_statement_stays_what_it_is(int code, string message)
    {
        await Assert.ThrowsAsync<SqliteException>(
            () => _file.WriteStoredAsync<int>(_ => throw new SqliteException(message, code), TestContext.Current.CancellationToken));
        Assert.Throws<SqliteException>(() => _file.ReadStored<int>(_ => throw new SqliteException(message, code)));
    }
}
