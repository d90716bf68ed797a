using System.Globalization;
using System.Runtime.CompilerServices;
using CoachingWorkflow.Functions.Records;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>
/// Keeps records in the embedded host's SQLite file. A row is written anew with each version, and no version is used twice.
/// </summary>
internal sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteFile _file;

    /// <summary>Opens the store, and makes its table in a new file.</summary>
    /// <param name="file">The host's file.</param>
    public SqliteRecordStore(SqliteFile file)
    {
        _file = file;
        file.WriteAsync(connection => connection.Execute(
            "CREATE TABLE IF NOT EXISTS records(version INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, "
            + "content BLOB NOT NULL)")).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Task<StoredRecord?> ReadAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_file.ReadStored(connection =>
        {
            using var reader = connection.Prepared("SELECT version, content FROM records WHERE key = $1", key).ExecuteReader();
            return reader.Read()
                ? new StoredRecord(reader.GetFieldValue<byte[]>(1), reader.GetInt64(0).ToString(CultureInfo.InvariantCulture))
                : null;
        }));
    }

    /// <inheritdoc/>
    public Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation)
    {
        var bytes = content.ToArray();
        return _file.WriteStoredAsync(
            connection => TakesPlaceOf(connection, key, version)
                && connection.Execute("INSERT INTO records(key, content) VALUES($1, $2) ON CONFLICT DO NOTHING", key, bytes) == 1,
            cancellation);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation) =>
        _file.WriteStoredAsync(connection => connection.Execute("DELETE FROM records WHERE key = $1", key), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var keys = await Task.FromResult(_file.ReadStored(connection => Keys(connection, prefix)));
        foreach (var key in keys)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    private static bool TakesPlaceOf(SqliteConnection connection, string key, string? version) => version is null
        || connection.Execute(
            "DELETE FROM records WHERE key = $1 AND version = $2", key, long.Parse(version, CultureInfo.InvariantCulture)) == 1;

    // Keys are ASCII: what begins so lies between the prefix and the prefix with the last character of ASCII behind it.
    private static List<string> Keys(SqliteConnection connection, string prefix)
    {
        using var reader = connection.Prepared(
            "SELECT key FROM records WHERE key >= $1 AND key < $2 ORDER BY key", prefix, prefix + '\x7f').ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }
}
