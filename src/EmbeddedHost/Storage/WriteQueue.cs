using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>The writer thread: takes all writes that wait and commits them together.</summary>
internal sealed class WriteQueue : IDisposable
{
    private const int LargestGroup = 1024;

    private readonly SqliteConnection _connection;
    private readonly Lock _gate;
    private readonly Thread _thread;
    private readonly object _signal = new();
    private readonly Queue<Write> _waiting = new();
    private bool _isAwaited;
    private bool _closing;

    public WriteQueue(SqliteConnection connection, Lock gate)
    {
        _connection = connection;
        _gate = gate;
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public Task<T> Add<T>(Func<SqliteConnection, T> write, CancellationToken cancellation)
    {
        var item = new Write<T>(write, cancellation);
        lock (_signal)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteFile));
            _waiting.Enqueue(item);
            if (!_isAwaited)
            {
                _isAwaited = true;
                Monitor.Pulse(_signal);
            }
        }

        return item.Task;
    }

    /// <summary>Adds a write that nobody awaits: it alone is no reason for a commit.</summary>
    public void AddWithNext<T>(Func<SqliteConnection, T> write)
    {
        lock (_signal)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(SqliteFile));
            _waiting.Enqueue(new Write<T>(write, CancellationToken.None));
        }
    }

    public void Dispose()
    {
        lock (_signal)
        {
            _closing = true;
            Monitor.Pulse(_signal);
        }

        _thread.Join();
    }

    private void Run()
    {
        var group = new List<Write>();
        while (Take(group))
        {
            Commit(group);
            group.Clear();
        }
    }

    private bool Take(List<Write> group)
    {
        lock (_signal)
        {
            while (!_isAwaited && !_closing)
            {
                Monitor.Wait(_signal);
            }

            while (group.Count < LargestGroup && _waiting.TryDequeue(out var write))
            {
                group.Add(write);
            }

            _isAwaited = _waiting.Count > 0;
            return group.Count > 0;
        }
    }

    private void Commit(List<Write> group)
    {
        group.RemoveAll(write => write.WithdrawIfCancelled());
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            lock (_gate)
            {
                _connection.Execute("BEGIN IMMEDIATE");
                foreach (var write in group)
                {
                    RunInSavepoint(write);
                }

                _connection.Execute("COMMIT");
            }
        }
        catch (SqliteException exception)
        {
            RollBack();

            // A fault of storage in one write makes SQLite end the whole transaction; what fails next only says that there is none.
            var cause = group.Select(write => write.Failure).OfType<SqliteException>().FirstOrDefault() ?? exception;
            foreach (var write in group)
            {
                write.Fail(cause);
            }

            return;
        }

        foreach (var write in group)
        {
            write.Complete();
        }
    }

    private void RunInSavepoint(Write write)
    {
        _connection.Execute("SAVEPOINT one");
        if (!write.Run(_connection))
        {
            _connection.Execute("ROLLBACK TO one");
        }

        _connection.Execute("RELEASE one");
    }

    private void RollBack()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class Write(CancellationToken cancellation)
    {
        /// <summary>What it threw.</summary>
        public Exception? Failure { get; protected set; }

        protected CancellationToken Cancellation => cancellation;

        public abstract bool WithdrawIfCancelled();

        /// <summary>Whether it did its work; otherwise it is to be undone and fails with what it threw.</summary>
        public abstract bool Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<SqliteConnection, T> write, CancellationToken cancellation) : Write(cancellation)
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _completion.Task;

        public override bool WithdrawIfCancelled()
            => Cancellation.IsCancellationRequested && _completion.TrySetCanceled(Cancellation);

        public override bool Run(SqliteConnection connection)
        {
            try
            {
                _result = write(connection);
                return true;
            }
#pragma warning disable CA1031 // Whatever the delegate throws is its own task's failure, never its neighbours'.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Failure = exception;
                return false;
            }
        }

        public override void Complete()
        {
            if (Failure is null)
            {
                _completion.TrySetResult(_result!);
            }
            else
            {
                _completion.TrySetException(Failure);
            }
        }

        public override void Fail(Exception exception) => _completion.TrySetException(Failure ?? exception);
    }
}
