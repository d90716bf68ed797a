using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>The index: a row for each engagement, which also says how long its journal is and with which hash it ends.</summary>
internal static class EngagementRows
{
    private const string Columns = "id, firm, status, step, cycle, started_at, ended_at, wake_at, people";

    /// <summary>Where an engagement's journal ends; an unknown one has no entries.</summary>
    public static (long Length, byte[] Head, string? Mac) End(SqliteConnection connection, string engagement)
    {
        using var reader = connection.Prepared("SELECT length, head, mac FROM engagements WHERE id = $1", engagement).ExecuteReader();
        return reader.Read()
            ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.IsDBNull(2) ? null : reader.GetString(2))
            : (0, JournalChain.Genesis, null);
    }

    public static void Write(SqliteConnection connection, EngagementSummary summary, long length, byte[] head, string mac) =>
        connection.Execute(
        $"""
        INSERT INTO engagements({Columns}, length, head, mac) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT(id) DO UPDATE SET
            firm = excluded.firm, status = excluded.status, step = excluded.step, cycle = excluded.cycle,
            started_at = excluded.started_at, ended_at = excluded.ended_at, wake_at = excluded.wake_at, people = excluded.people,
            length = excluded.length, head = excluded.head, mac = excluded.mac
        """,
        summary.Id, summary.Firm, summary.Status.ToString(), (int)summary.Step, summary.Cycle, summary.StartedAt.UtcTicks,
        summary.EndedAt?.UtcTicks, summary.WakeAt?.UtcTicks, summary.People, length, head, mac);

    /// <summary>The engagements of all journals.</summary>
    public static List<string> Ids(SqliteConnection connection)
    {
        using var reader = connection.Prepared("SELECT id FROM engagements ORDER BY id").ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>Gives a MAC to the head of a journal that has none.</summary>
    public static int Seal(SqliteConnection connection, string engagement, long length, byte[] head, string mac) => connection.Execute(
        "UPDATE engagements SET mac = $1 WHERE id = $2 AND length = $3 AND head = $4 AND mac IS NULL", mac, engagement, length, head);

    /// <summary>The next engagements of a firm, newest first, at most one more than the limit.</summary>
    public static List<EngagementSummary> List(SqliteConnection connection, EngagementQuery query, PageCursor? cursor) =>
        Read(connection.Prepared(
        ListStatement(query, cursor),
        query.Firm, query.Limit + 1, query.Status?.ToString(), (int?)query.Step, cursor?.StartedAt.UtcTicks, cursor?.Id));

    /// <summary>Up to so many engagements whose time in a column is from one instant (after an id) to another, in that order.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="where">The column's name, and what else must hold.</param>
    /// <param name="from">The last one that was read.</param>
    /// <param name="to">The latest that counts.</param>
    /// <param name="limit">How many at most.</param>
    public static List<EngagementSummary> Next(
        SqliteConnection connection, TimeColumn where, (long At, string Id) from, long to, int limit) =>
        Read(connection.Prepared(NextStatement(where), from.At, from.Id, to, limit));

    internal static string ListStatement(EngagementQuery query, PageCursor? cursor) =>
        $"""
        SELECT {Columns} FROM engagements WHERE firm = $1
        {(query.Status is null ? "" : "AND status = $3")}
        {(query.Step is null ? "" : "AND step = $4")}
        {(cursor is null ? "" : "AND (started_at, id) < ($5, $6)")}
        ORDER BY started_at DESC, id DESC LIMIT $2
        """;

    internal static string NextStatement(TimeColumn column)
    {
        // Each name and condition is that of a partial index, which SQLite uses only if the statement says the same.
        var (name, condition) = column switch
        {
            TimeColumn.WakeAt => ("wake_at", "wake_at IS NOT NULL"),
            TimeColumn.EndedAt => ("ended_at", "ended_at IS NOT NULL"),
            TimeColumn.StartedAtIfActive => ("started_at", "status = 'Active'"),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, message: null),
        };
        return $"SELECT {Columns} FROM engagements WHERE {condition} AND ({name}, id) > ($1, $2) AND {name} <= $3 ORDER BY {name}, id "
            + $"LIMIT $4";
    }

    private static List<EngagementSummary> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<EngagementSummary>();
        while (reader.Read())
        {
            rows.Add(new EngagementSummary(
                reader.GetString(0), reader.GetString(1), Enum.Parse<EngagementStatus>(reader.GetString(2)), (Step)reader.GetInt32(3),
                reader.GetInt32(4), At(reader.GetInt64(5)), AtOrNull(reader, 6), AtOrNull(reader, 7),
                reader.GetInt64(8)));
        }

        return rows;
    }

    private static DateTimeOffset? AtOrNull(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : At(reader.GetInt64(column));

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>The times by which engagements are found.</summary>
internal enum TimeColumn
{
    WakeAt,
    EndedAt,
    StartedAtIfActive,
}
