using CoachingWorkflow.Functions.Mail.Delivery;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Knows mails in the embedded host's SQLite file.</summary>
internal sealed class SqliteMailIndex : IMailIndex
{
    private readonly SqliteFile _file;

    /// <summary>Opens the index, and makes its table in a new file.</summary>
    /// <param name="file">The host's file.</param>
    public SqliteMailIndex(SqliteFile file)
    {
        _file = file;
        file.WriteAsync(connection => connection.Execute(
            "CREATE TABLE IF NOT EXISTS mails(id TEXT NOT NULL PRIMARY KEY, engagement TEXT NOT NULL) WITHOUT ROWID")).GetAwaiter()
                .GetResult();
    }

    /// <inheritdoc/>
    public Task AddAsync(string mail, string engagement, CancellationToken cancellation) => _file.WriteStoredAsync(
        connection =>
            connection.Execute("INSERT INTO mails(id, engagement) VALUES($1, $2) ON CONFLICT DO NOTHING", mail, engagement), cancellation);

    /// <inheritdoc/>
    public Task<string?> FindAsync(string mail, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_file.ReadStored(
            connection => (string?)connection.Prepared("SELECT engagement FROM mails WHERE id = $1", mail).ExecuteScalar()));
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> mails, CancellationToken cancellation) => _file.WriteStoredAsync(
        connection => mails.Sum(mail => connection.Execute("DELETE FROM mails WHERE id = $1", mail)), cancellation);
}
