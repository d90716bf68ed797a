using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>The writer's connection and as many readers' as are in use at once; in memory all share the writer's.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly string? _path;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];

    private ConnectionPool(string? path)
    {
        _path = path;
        Writer = Open(path ?? ":memory:", SqliteOpenMode.ReadWriteCreate);
        if (path is not null)
        {
            // FULL: the log is synced at each commit, so that a power cut loses nothing that was acknowledged.
            Run(Writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        }

        // What is deleted is overwritten with zeros, or the file would keep it for whoever gets hold of it or of a backup.
        Run(Writer, "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;");
    }

    public SqliteConnection Writer { get; }

    /// <summary>Held while the writer's connection is in use.</summary>
    public Lock WriterGate { get; } = new();

    public static ConnectionPool OnFile(string path) => new(path);

    public static ConnectionPool InMemory() => new(path: null);

    public T Read<T>(Func<SqliteConnection, T> read)
    {
        if (_path is null)
        {
            lock (WriterGate)
            {
                return read(Writer);
            }
        }

        if (!_readers.TryTake(out var reader))
        {
            reader = Open(_path, SqliteOpenMode.ReadOnly);
            Run(reader, "PRAGMA query_only=ON;");
        }

        reader.Execute("BEGIN");
        try
        {
            return read(reader);
        }
        finally
        {
            reader.Execute("COMMIT");
            _readers.Add(reader);
        }
    }

    /// <summary>Empties the write-ahead log; false when a reader still needs it.</summary>
    public bool Truncate()
    {
        lock (WriterGate)
        {
            using var command = Writer.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            using var reader = command.ExecuteReader();
            return reader.Read() && reader.GetInt32(0) == 0;
        }
    }

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        Writer.Dispose();
    }

    /// <summary>A connection of its own.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
