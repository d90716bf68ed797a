using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>
/// Looks whether a file is whole before anything is written to it: writing into a damaged one spreads the damage, and a page that cannot be
/// read is found by whoever needs it, perhaps in a year.
/// </summary>
internal static class FileCheck
{
    /// <summary>Fails unless the file and its write-ahead log are whole.</summary>
    /// <param name="path">The database's path; a file that is not there yet, or is empty, is whole.</param>
    /// <exception cref="IOException">It is damaged; the message says where, and what to do.</exception>
    public static void Run(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return;
        }

        if ((LogCheck.Damage(path + "-wal") ?? Damage(path)) is { } damage)
        {
            throw new IOException(
                $"The file {path} is damaged: {damage}. Nothing was written to it. Restore it from a backup, or take what is whole in it "
                + "into a new file with sqlite3.");
        }
    }

    // Read-only: the last connection that could write would move the log into the file when it closes.
    private static string? Damage(string path)
    {
        try
        {
            using var connection = ConnectionPool.Open(path, SqliteOpenMode.ReadOnly);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string and not "ok" ? "its pages do not fit together" : null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB ? "it is no database" : "its pages cannot be read";
        }
    }
}
