using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>
/// The one SQLite file of a host: the engine's tables and the application's live side by side, so that there is one
/// file to back up. Writes are queued to a single writer thread that commits them in groups (write-ahead log,
/// synchronous FULL): a write that was awaited survives <c>kill -9</c> and power cuts. Reads see the last commit.
/// </summary>
public sealed class SqliteFile : IAsyncDisposable, IDisposable
{
    /// <summary>The folder name that keeps everything in memory, for tests and benchmarks.</summary>
    public const string InMemory = ":memory:";

    private readonly FileStream? _lock;
    private readonly ConnectionPool _connections;
    private readonly WriteQueue _queue;
    private int _disposed;

    /// <summary>Opens the file <c>workflow.db</c> in a folder, making both as needed, and holds the folder for this process.</summary>
    /// <param name="folder">The folder, or <see cref="InMemory"/>.</param>
    /// <exception cref="IOException">
    /// Another process, or another host in this one, holds the folder; or it cannot be written. The message says which.
    /// </exception>
    public SqliteFile(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (string.Equals(folder, InMemory, StringComparison.Ordinal))
        {
            _connections = ConnectionPool.InMemory();
        }
        else
        {
            Folder = Path.GetFullPath(folder);
            _lock = DataFolder.Hold(Folder);
            try
            {
                _connections = DataFolder.Open(Folder);
            }
            catch
            {
                _lock.Dispose();
                throw;
            }
        }

        _queue = new WriteQueue(_connections.Writer, _connections.WriterGate);
    }

    /// <summary>The folder's full path; null when everything is in memory.</summary>
    public string? Folder { get; }

    /// <summary>
    /// Queues a write and completes once it is durable. Writes run one after the other, in the order in which they were
    /// queued, many in one transaction, each in a savepoint of its own: one that throws is undone, fails its own task
    /// with its exception and no other's. The delegate runs on the writer thread: keep it short, wait for nothing in it.
    /// </summary>
    /// <param name="write">What to write; its value is the task's result.</param>
    /// <param name="cancellationToken">Withdraws the write as long as it has not begun.</param>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="SqliteException">
    /// The write failed, or its group could not be committed, as on a full disk: nothing of it is kept.
    /// </exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _queue.Add(write, cancellationToken);
    }

    /// <summary>
    /// Queues a write that nobody waits for. It keeps its place: what is queued later is durable only with it. But it is committed
    /// with the next write of <see cref="WriteAsync"/>, or when the file closes, so that it costs no sync of its own.
    /// </summary>
    /// <param name="write">What to write; what it throws is lost.</param>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    internal void WriteWithNext<T>(Func<SqliteConnection, T> write) => _queue.AddWithNext(write);

    /// <summary>
    /// Reads the last committed state on the calling thread: all that the delegate reads is of one moment. Reads run side by side and wait
    /// for no write. The delegate must not write.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return _connections.Read(read);
    }

    /// <summary>
    /// Moves all that was committed into the file and empties the write-ahead log, which keeps copies of what has been changed or
    /// deleted meanwhile.
    /// </summary>
    /// <returns>False when a read that goes on needs the log; nothing is lost, and a later call will do it.</returns>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public bool Truncate()
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return _connections.Truncate();
    }

    /// <summary>Commits what is queued and closes the file; its write-ahead log is gone then.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _queue.Dispose();
        _connections.Dispose();
        _lock?.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
