using System.Globalization;
using CoachingWorkflow.Functions.Mail.Quota;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Keeps the places of mails in the embedded host's SQLite file, in one row with a version.</summary>
internal sealed class SqliteMailQuotaStore : IMailQuotaStore
{
    private readonly SqliteFile _file;

    /// <summary>Opens the store, and makes its table in a new file.</summary>
    /// <param name="file">The host's file.</param>
    public SqliteMailQuotaStore(SqliteFile file)
    {
        _file = file;
        file.WriteAsync(connection => connection.Execute(
            "CREATE TABLE IF NOT EXISTS mail_quota(id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, bookings "
                + "BLOB NOT NULL)"))
            .GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Task<QuotaBookings> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_file.ReadStored(connection =>
        {
            using var reader = connection.Prepared("SELECT version, bookings FROM mail_quota").ExecuteReader();
            return reader.Read()
                ? new QuotaBookings(
                    QuotaJson.Read(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(0).ToString(CultureInfo.InvariantCulture))
                : new QuotaBookings([], Version: null);
        }));
    }

    /// <inheritdoc/>
    public Task<bool> WriteAsync(IReadOnlyList<QuotaBooking> bookings, string? version, CancellationToken cancellation)
    {
        var bytes = QuotaJson.Write(bookings);
        return _file.WriteStoredAsync(
            connection => version is null
                ? connection.Execute("INSERT INTO mail_quota(id, version, bookings) VALUES(1, 1, $1) ON CONFLICT DO NOTHING", bytes) == 1
                : connection.Execute(
                    "UPDATE mail_quota SET version = version + 1, bookings = $1 WHERE version = $2",
                    bytes, long.Parse(version, CultureInfo.InvariantCulture)) == 1,
            cancellation);
    }
}
