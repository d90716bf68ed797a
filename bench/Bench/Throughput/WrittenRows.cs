using EmbeddedHost.Storage;
using SQLitePCL;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>What the embedded host wrote for a workload.</summary>
/// <param name="Tables">How its tables and indexes are made.</param>
/// <param name="Inserted">The instances that were started, each with how often its row was updated since.</param>
/// <param name="Turns">The rows of histories.</param>
/// <param name="Commits">In how many transactions.</param>
internal sealed record WrittenRows(
    IReadOnlyList<string> Tables, IReadOnlyList<(long Key, int Updates)> Inserted, IReadOnlyList<(long Key, int Turn, byte[] Events)> Turns,
    int Commits)
{
    public int Rows => Inserted.Count + Inserted.Sum(instance => instance.Updates) + Turns.Count;

    /// <summary>Runs a workload; returns how long it took and what it wrote.</summary>
    public static async Task<(TimeSpan Time, WrittenRows Written)> ByAsync(SqliteFile file, Func<Task<TimeSpan>> run)
    {
        var commits = 0;
        var before = await file.WriteAsync(connection =>
        {
            raw.sqlite3_commit_hook(connection.Handle, _ => Interlocked.Increment(ref commits) * 0, null);
            using var last = connection.CreateCommand();
            last.CommandText = "SELECT coalesce(max(key), 0) FROM durable_instance";
            return (long)last.ExecuteScalar()!;
        });
        Interlocked.Exchange(ref commits, 0);
        var time = await run();
        var counted = Volatile.Read(ref commits);
        return (time, file.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.Parameters.AddWithValue("$after", before);
            return new WrittenRows(
                Read("SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'durable%' AND sql IS NOT NULL ORDER BY rowid", row =>
                    row.GetString(0)),
                Read(
                    "SELECT key, version FROM durable_instance WHERE key > $after ORDER BY key", row => (row.GetInt64(0), row.GetInt32(1))),
                Read(
                    "SELECT instance, turn, events FROM durable_history WHERE instance > $after ORDER BY turn, instance",
                    row => (row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2))),
                counted);

            List<T> Read<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> map)
            {
                command.CommandText = sql;
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                {
                    rows.Add(map(reader));
                }

                return rows;
            }
        }));
    }
}
