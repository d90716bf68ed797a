using System.Diagnostics;
using CoachingWorkflow.Bench.Hosts;
using SQLitePCL;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>
/// The limit: the rows that the embedded host wrote, into the same tables in as many commits, by a loop that does nothing else. SQLite is
/// called without ADO.NET.
/// </summary>
internal static class BareSqlite
{
    /// <summary>How long it takes.</summary>
    public static TimeSpan Write(WrittenRows written)
    {
        using var folder = new BenchFolder();
        Check(raw.sqlite3_open(Path.Combine(folder.Path, "bare.db"), out var file), raw.SQLITE_OK);
        using (file)
        {
            Run(file, "PRAGMA journal_mode=WAL");
            Run(file, "PRAGMA synchronous=FULL");
            foreach (var table in written.Tables)
            {
                Run(file, table);
            }

            var start = Stopwatch.GetTimestamp();
            Write(file, written);
            return Stopwatch.GetElapsedTime(start);
        }
    }

    private static void Write(sqlite3 file, WrittenRows written)
    {
        using var insert = Prepare(
            file,
            """
            INSERT INTO durable_instance(key, id, name, status, generation, turns, version, work, created, updated)
            VALUES(?1, ?2, 'CountToFive', 0, 0, 0, 0, 1, ?1, ?1)
            """);
        using var update = Prepare(
            file, "UPDATE durable_instance SET turns = turns + 1, version = version + 1, updated = ?2 WHERE key = ?1");
        using var append = Prepare(file, "INSERT INTO durable_history(instance, turn, events) VALUES(?1, ?2, ?3)");
        var transactions = new EvenTransactions(file, written.Inserted.Count + written.Turns.Count, written.Commits);
        foreach (var (key, _) in written.Inserted)
        {
            raw.sqlite3_bind_int64(insert, 1, key);
            raw.sqlite3_bind_text(insert, 2, key.ToString("d32", System.Globalization.CultureInfo.InvariantCulture));
            Step(insert);
            transactions.Next();
        }

        var updates = written.Inserted.ToDictionary(instance => instance.Key, instance => instance.Updates);
        foreach (var (key, turn, events) in written.Turns)
        {
            if (updates[key]-- > 0)
            {
                raw.sqlite3_bind_int64(update, 1, key);
                raw.sqlite3_bind_int64(update, 2, turn);
                Step(update);
            }

            raw.sqlite3_bind_int64(append, 1, key);
            raw.sqlite3_bind_int64(append, 2, turn);
            raw.sqlite3_bind_blob(append, 3, events);
            Step(append);
            transactions.Next();
        }

        if (updates.Values.Any(left => left != 0))
        {
            throw new InvalidOperationException("The host updated instances without a turn: the limit no longer writes the same rows.");
        }
    }

    private static sqlite3_stmt Prepare(sqlite3 file, string sql)
    {
        Check(raw.sqlite3_prepare_v2(file, sql, out var statement), raw.SQLITE_OK);
        return statement;
    }

    private static void Step(sqlite3_stmt statement)
    {
        Check(raw.sqlite3_step(statement), raw.SQLITE_DONE);
        Check(raw.sqlite3_reset(statement), raw.SQLITE_OK);
    }

    private static void Run(sqlite3 file, string sql) => Check(raw.sqlite3_exec(file, sql), raw.SQLITE_OK);

    private static void Check(int code, int expected)
    {
        if (code != expected)
        {
            throw new InvalidOperationException($"SQLite answered {raw.sqlite3_errstr(code).utf8_to_string()}.");
        }
    }

    /// <summary>Spreads writes over so many transactions.</summary>
    private sealed class EvenTransactions
    {
        private readonly sqlite3 _file;
        private readonly int _writes;
        private readonly int _commits;
        private int _done;
        private int _committed;

        public EvenTransactions(sqlite3 file, int writes, int commits)
        {
            (_file, _writes, _commits) = (file, writes, commits);
            Run(file, "BEGIN IMMEDIATE");
        }

        public void Next()
        {
            _done++;
            if (_done < (long)(_committed + 1) * _writes / _commits)
            {
                return;
            }

            _committed++;
            Run(_file, "COMMIT");
            if (_done < _writes)
            {
                Run(_file, "BEGIN IMMEDIATE");
            }
        }
    }
}
