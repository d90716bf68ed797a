using System.Globalization;
using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Reads and writes the host's file; when the disk is full, cannot be written or fails, that is one typed exception.</summary>
internal static class SqliteCalls
{
    /// <summary>As <see cref="SqliteFile.Read{T}"/>.</summary>
    /// <param name="read">Reads.</param>
    /// <exception cref="StorageUnavailableException">The file did not serve us.</exception>
    public static T ReadStored<T>(this SqliteFile file, Func<SqliteConnection, T> read)
    {
        try
        {
            return file.Read(read);
        }
        catch (SqliteException failure) when (IsOfStorage(failure))
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>As <see cref="SqliteFile.WriteAsync{T}"/>.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="cancellation">Withdraws it.</param>
    /// <exception cref="StorageUnavailableException">The file did not serve us; nothing of it was written.</exception>
    public static async Task<T> WriteStoredAsync<T>(
        this SqliteFile file, Func<SqliteConnection, T> write, CancellationToken cancellation = default)
    {
        try
        {
            return await file.WriteAsync(write, cancellation);
        }
        catch (SqliteException failure) when (IsOfStorage(failure))
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>As <see cref="SqliteFile.Truncate"/>.</summary>
    /// <exception cref="StorageUnavailableException">The file did not serve us.</exception>
    public static bool TruncateStored(this SqliteFile file)
    {
        try
        {
            return file.Truncate();
        }
        catch (SqliteException failure) when (IsOfStorage(failure))
        {
            throw Unavailable(failure);
        }
    }

    // What the disk or the operating system does to us. The other codes are about a statement and would be our mistake.
    private static bool IsOfStorage(SqliteException failure) => failure.SqliteErrorCode is
        SQLITE_PERM or SQLITE_BUSY or SQLITE_LOCKED or SQLITE_NOMEM or SQLITE_READONLY or SQLITE_IOERR or SQLITE_CORRUPT or SQLITE_FULL
        or SQLITE_CANTOPEN or SQLITE_PROTOCOL or SQLITE_NOLFS or SQLITE_NOTADB;

    private static StorageUnavailableException Unavailable(SqliteException failure) =>
        new(string.Create(CultureInfo.InvariantCulture, $"SQLite {failure.SqliteErrorCode}"));
}
