using System.Text.Json;
using DurableTask.Core.Exceptions;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Engine;

/// <summary>An instance's row.</summary>
internal sealed record InstanceRow(
    long Key,
    string Id,
    string Name,
    OrchestrationRuntimeStatus Status,
    int Generation,
    int Turns,
    long Version,
    DateTime Created,
    DateTime Updated,
    string? Input,
    string? Output,
    string? CustomStatus,
    TaskFailureDetails? Failure)
{
    public bool HasEnded => Status is not (OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running);
}

/// <summary>A durable timer that is due.</summary>
internal readonly record struct TimerRow(long Sequence, DateTime Due, long Instance, int Generation, int Task);

/// <summary>An instance with its history and the events that no turn has taken.</summary>
internal sealed record StoredInstance(
    InstanceRow Row, List<List<HistoryEntry>> History, List<HistoryEntry> Events, long LastSequence);

/// <summary>What one turn changes, all or nothing.</summary>
internal sealed record TurnCommit
{
    public required long Key { get; init; }

    public required long Version { get; init; }

    public required int Generation { get; init; }

    /// <summary>Whether the history of earlier generations goes.</summary>
    public required bool Truncates { get; init; }

    /// <summary>The place of the new turn in the history, from 0; null when the new generation has not begun.</summary>
    public required int Turns { get; init; }

    public required byte[]? Turn { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required bool OwesWork { get; init; }

    public required DateTime Now { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public required IReadOnlyList<long> EventsTaken { get; init; }

    /// <summary>Events given back for the next generation, under the sequence they had.</summary>
    public required IReadOnlyList<HistoryEntry> EventsReturned { get; init; }

    public required IReadOnlyList<HistoryEntry> TimersCreated { get; init; }

    public required IReadOnlyList<int> TimersClosed { get; init; }
}

/// <summary>The engine's reads and writes.</summary>
internal sealed class EngineStore(SqliteFile file)
{
    private const string Columns =
        "key, id, name, status, generation, turns, version, created, updated, input, output, custom_status, failure";

    public Task<long> StartAsync(string id, string name, string? input, DateTime now, CancellationToken cancellation)
        => file.WriteAsync(
            connection =>
            {
                if (Find(connection, id) is { } existing)
                {
                    if (!existing.HasEnded)
                    {
                        throw new OrchestrationAlreadyExistsException($"An instance with the id '{id}' exists and is {existing.Status}.");
                    }

                    Delete(connection, existing.Key);
                }

                return (long)connection.Prepared(
                    """
                    INSERT INTO durable_instance(id, name, status, generation, turns, version, work, created, updated, input)
                    VALUES($1, $2, $3, 0, 0, 0, 1, $4, $4, $5) RETURNING key
                    """,
                    id,
                    name,
                    (int)OrchestrationRuntimeStatus.Pending,
                    now.Ticks,
                    input).ExecuteScalar()!;
            },
            cancellation);

    public Task<(long Instance, long Sequence)> RaiseAsync(string id, string name, string? payload, CancellationToken cancellation)
        => file.WriteAsync(
            connection =>
            {
                var instance = Running(connection, id);
                var sequence = (long)connection.Prepared(
                    "INSERT INTO durable_event(instance, name, payload) VALUES($1, $2, $3) RETURNING sequence",
                    instance,
                    name,
                    payload).ExecuteScalar()!;
                return (instance, sequence);
            },
            cancellation);

    /// <summary>Ends an instance; returns its key, or null when it had ended.</summary>
    public Task<long?> TerminateAsync(string id, string? output, DateTime now, CancellationToken cancellation)
        => file.WriteAsync<long?>(
            connection =>
            {
                var row = Find(connection, id) ?? throw Unknown(id);
                if (row.HasEnded)
                {
                    return null;
                }

                Forget(connection, row.Key);
                connection.Execute(
                    "INSERT INTO durable_history(instance, turn, events) VALUES($1, $2, $3)",
                    row.Key,
                    row.Turns,
                    HistoryJson.Write([new HistoryEntry(HistoryEntryKind.ExecutionTerminated) { At = now }]));
                connection.Execute(
                    """
                    UPDATE durable_instance
                    SET status = $2, output = $3, updated = $4, turns = turns + 1, version = version + 1, work = 0 WHERE key = $1
                    """,
                    row.Key,
                    (int)OrchestrationRuntimeStatus.Terminated,
                    output,
                    now.Ticks);
                return row.Key;
            },
            cancellation);

    /// <summary>Removes an instance that has ended; false when there is none.</summary>
    public Task<bool> PurgeAsync(string id, CancellationToken cancellation)
        => file.WriteAsync(
            connection =>
            {
                if (Find(connection, id) is not { HasEnded: true } row)
                {
                    return false;
                }

                Delete(connection, row.Key);
                return true;
            },
            cancellation);

    /// <summary>Commits a turn; false when the instance has meanwhile ended or gone.</summary>
    public Task<bool> CommitAsync(TurnCommit turn) => file.WriteAsync(connection => Commit(connection, turn));

    public InstanceRow? Find(string id) => file.Read(connection => Find(connection, id));

    public StoredInstance? Load(long key) => file.Read(connection => Load(connection, key));

    public StoredInstance? Load(string id)
        => file.Read(connection => Find(connection, id) is { } row ? Load(connection, row.Key) : null);

    /// <summary>The instances that a query asks for, after a key, in the order of their keys.</summary>
    public List<InstanceRow> List(OrchestrationQuery query, long after, int limit)
        => file.Read(connection =>
        {
            using var reader = connection.Prepared(
                $"""
                SELECT {Columns} FROM durable_instance
                WHERE key > $1 AND created >= $2 AND created <= $3 AND ($4 & (1 << status)) <> 0 AND substr(id, 1, length($5)) = $5
                ORDER BY key LIMIT $6
                """,
                after,
                query.CreatedFrom?.UtcTicks ?? 0,
                query.CreatedTo?.UtcTicks ?? long.MaxValue,
                query.Statuses?.Aggregate(0L, (bits, status) => bits | (1L << (int)status)) ?? long.MaxValue,
                query.InstanceIdPrefix ?? "",
                limit).ExecuteReader();
            var rows = new List<InstanceRow>();
            while (reader.Read())
            {
                rows.Add(Row(reader));
            }

            return rows;
        });

    /// <summary>The instances that owe a turn or an activity, or have events that no turn has taken.</summary>
    public List<long> WithWork()
        => file.Read(
            connection => Keys(connection, "SELECT key FROM durable_instance WHERE work = 1 UNION SELECT instance FROM durable_event"));

    /// <summary>The next timers in the order in which they fire, after a place in that order and up to a time.</summary>
    public List<TimerRow> Timers(TimerRow after, DateTime upTo, int limit)
        => file.Read(connection =>
        {
            using var reader = connection.Prepared(
                """
                SELECT sequence, due, instance, generation, task FROM durable_timer
                WHERE (due, sequence) > ($1, $2) AND due <= $3 ORDER BY due, sequence LIMIT $4
                """,
                after.Due.Ticks,
                after.Sequence,
                upTo.Ticks,
                limit).ExecuteReader();
            var rows = new List<TimerRow>();
            while (reader.Read())
            {
                rows.Add(
                    new TimerRow(reader.GetInt64(0), Time(reader.GetInt64(1)), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt32(4)));
            }

            return rows;
        });

    /// <summary>When the first timer after a time is due; null when there is none.</summary>
    public DateTime? NextDue(DateTime after)
        => file.Read(connection => connection.Prepared(
            "SELECT min(due) FROM durable_timer WHERE due > $1", after.Ticks).ExecuteScalar() is long due ? Time(due) : (DateTime?)null);

    private static bool Commit(SqliteConnection connection, TurnCommit turn)
    {
        var changed = connection.Execute(
            """
            UPDATE durable_instance SET status = $3, generation = $4, turns = $5, version = version + 1, work = $6, updated = $7,
                input = CASE WHEN $8 THEN $9 ELSE input END, output = $10, custom_status = $11, failure = $12
            WHERE key = $1 AND version = $2
            """,
            turn.Key,
            turn.Version,
            (int)turn.Status,
            turn.Generation,
            turn.Turns,
            turn.OwesWork,
            turn.Now.Ticks,
            turn.Truncates,
            turn.Input,
            turn.Output,
            turn.CustomStatus,
            turn.Failure is null ? null : JsonSerializer.Serialize(turn.Failure, JsonSerializerOptions.Web));
        if (changed == 0)
        {
            return false;
        }

        if (turn.Truncates)
        {
            connection.Execute("DELETE FROM durable_history WHERE instance = $1", turn.Key);
            connection.Execute("DELETE FROM durable_timer WHERE instance = $1", turn.Key);
        }

        if (turn.Turn is not null)
        {
            connection.Execute(
                "INSERT INTO durable_history(instance, turn, events) VALUES($1, $2, $3)", turn.Key, turn.Turns - 1, turn.Turn);
        }

        foreach (var sequence in turn.EventsTaken)
        {
            connection.Execute("DELETE FROM durable_event WHERE sequence = $1", sequence);
        }

        foreach (var returned in turn.EventsReturned)
        {
            connection.Execute(
                "INSERT INTO durable_event(sequence, instance, name, payload) VALUES($1, $2, $3, $4)",
                returned.Sequence,
                turn.Key,
                returned.Name,
                returned.Data);
        }

        foreach (var task in turn.TimersClosed)
        {
            connection.Execute("DELETE FROM durable_timer WHERE instance = $1 AND task = $2", turn.Key, task);
        }

        foreach (var timer in turn.TimersCreated)
        {
            connection.Execute(
                "INSERT INTO durable_timer(due, instance, generation, task) VALUES($1, $2, $3, $4)",
                timer.Due!.Value.Ticks,
                turn.Key,
                turn.Generation,
                timer.Id);
        }

        if (turn.Status is not OrchestrationRuntimeStatus.Running and not OrchestrationRuntimeStatus.Pending)
        {
            Forget(connection, turn.Key);
        }

        return true;
    }

    private static InstanceRow? Find(SqliteConnection connection, string id)
        => ReadRow(connection.Prepared($"SELECT {Columns} FROM durable_instance WHERE id = $1", id));

    private static StoredInstance? Load(SqliteConnection connection, long key)
    {
        if (ReadRow(connection.Prepared($"SELECT {Columns} FROM durable_instance WHERE key = $1", key)) is not { } row)
        {
            return null;
        }

        var history = new List<List<HistoryEntry>>();
        using (var reader = connection.Prepared("SELECT events FROM durable_history WHERE instance = $1 ORDER BY turn", key)
            .ExecuteReader())
        {
            while (reader.Read())
            {
                history.Add(HistoryJson.Read(reader.GetFieldValue<byte[]>(0)));
            }
        }

        var events = new List<HistoryEntry>();
        using (var reader = connection.Prepared(
            "SELECT sequence, name, payload FROM durable_event WHERE instance = $1 ORDER BY sequence", key).ExecuteReader())
        {
            while (reader.Read())
            {
                events.Add(new HistoryEntry(HistoryEntryKind.EventRaised)
                {
                    Sequence = reader.GetInt64(0),
                    Name = reader.GetString(1),
                    Data = Text(reader, 2),
                });
            }
        }

        var last = connection.Prepared("SELECT seq FROM sqlite_sequence WHERE name = 'durable_event'").ExecuteScalar() as long? ?? 0;
        return new StoredInstance(row, history, events, last);
    }

    private static InstanceRow? ReadRow(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? Row(reader) : null;
    }

    private static InstanceRow Row(SqliteDataReader reader)
        => new(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetString(2),
            (OrchestrationRuntimeStatus)reader.GetInt32(3),
            reader.GetInt32(4),
            reader.GetInt32(5),
            reader.GetInt64(6),
            Time(reader.GetInt64(7)),
            Time(reader.GetInt64(8)),
            Text(reader, 9),
            Text(reader, 10),
            Text(reader, 11),
            Text(reader, 12) is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure, JsonSerializerOptions.Web) : null);

    private static long Running(SqliteConnection connection, string id)
    {
        using var reader = connection.Prepared("SELECT key, status FROM durable_instance WHERE id = $1", id).ExecuteReader();
        if (!reader.Read())
        {
            throw Unknown(id);
        }

        var status = (OrchestrationRuntimeStatus)reader.GetInt32(1);
        return status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending
            ? reader.GetInt64(0)
            : throw new InvalidOperationException($"The instance '{id}' is {status}: it takes no events.");
    }

    private static void Delete(SqliteConnection connection, long key)
    {
        Forget(connection, key);
        connection.Execute("DELETE FROM durable_history WHERE instance = $1", key);
        connection.Execute("DELETE FROM durable_instance WHERE key = $1", key);
    }

    /// <summary>Removes what would wake an instance.</summary>
    private static void Forget(SqliteConnection connection, long key)
    {
        connection.Execute("DELETE FROM durable_event WHERE instance = $1", key);
        connection.Execute("DELETE FROM durable_timer WHERE instance = $1", key);
    }

    private static List<long> Keys(SqliteConnection connection, string sql)
    {
        using var reader = connection.Prepared(sql).ExecuteReader();
        var keys = new List<long>();
        while (reader.Read())
        {
            keys.Add(reader.GetInt64(0));
        }

        return keys;
    }

    private static InvalidOperationException Unknown(string id) => new($"There is no instance with the id '{id}'.");

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
