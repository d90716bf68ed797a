using CoachingWorkflow.Functions.Confirmations;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Remembers confirmed changes of addresses in the embedded host's SQLite file.</summary>
internal sealed class SqliteConfirmedAddresses : IConfirmedAddresses
{
    private readonly SqliteFile _file;

    /// <summary>Opens the list, and makes its table in a new file.</summary>
    /// <param name="file">The host's file.</param>
    public SqliteConfirmedAddresses(SqliteFile file)
    {
        _file = file;
        file.WriteAsync(connection => connection.Execute(
            "CREATE TABLE IF NOT EXISTS confirmed_addresses(id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Task AddAsync(string key, CancellationToken cancellation) => _file.WriteStoredAsync(
        connection => connection.Execute("INSERT INTO confirmed_addresses(id) VALUES($1) ON CONFLICT DO NOTHING", key), cancellation);

    /// <inheritdoc/>
    public Task<bool> HasAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_file.ReadStored(connection =>
            connection.Prepared("SELECT 1 FROM confirmed_addresses WHERE id = $1", key).ExecuteScalar() is not null));
    }
}
