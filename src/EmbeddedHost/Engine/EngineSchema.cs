using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Engine;

/// <summary>The engine's tables. Times are ticks in UTC.</summary>
internal static class EngineSchema
{
    /// <summary>
    /// An instance's row says what a start must know: <c>work</c> is 1 as long as a turn or an activity is owed.
    /// <c>version</c> changes with every commit, so that a turn which lost a race with a termination is not committed.
    /// </summary>
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS durable_instance(
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            turns INTEGER NOT NULL,
            version INTEGER NOT NULL,
            work INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            input TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT);
        CREATE INDEX IF NOT EXISTS durable_instance_work ON durable_instance(key) WHERE work = 1;
        CREATE TABLE IF NOT EXISTS durable_history(
            instance INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            events BLOB NOT NULL,
            PRIMARY KEY(instance, turn)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS durable_event(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            instance INTEGER NOT NULL,
            name TEXT NOT NULL,
            payload TEXT);
        CREATE INDEX IF NOT EXISTS durable_event_instance ON durable_event(instance);
        CREATE TABLE IF NOT EXISTS durable_timer(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            due INTEGER NOT NULL,
            instance INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            task INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS durable_timer_due ON durable_timer(due, sequence);
        CREATE INDEX IF NOT EXISTS durable_timer_instance ON durable_timer(instance, task);
        """;

    public static void Create(SqliteFile file) => file.WriteAsync(connection => Create(connection)).GetAwaiter().GetResult();

    private static int Create(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Tables;
        return command.ExecuteNonQuery();
    }
}
