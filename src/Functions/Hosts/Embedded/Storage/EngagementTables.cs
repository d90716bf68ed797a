using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>The engagements' tables. Times are ticks in UTC.</summary>
internal static class EngagementTables
{
    /// <summary>
    /// <c>referred</c> is 1 once a fact refers to the document: all but those that an append brought without a fact, so that the
    /// search for orphans has next to nothing to look at.
    /// </summary>
    private const string Definition =
        """
        CREATE TABLE IF NOT EXISTS engagements(
            id TEXT NOT NULL PRIMARY KEY,
            firm TEXT NOT NULL,
            status TEXT NOT NULL,
            step INTEGER NOT NULL,
            cycle INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            wake_at INTEGER,
            length INTEGER NOT NULL,
            head BLOB NOT NULL,
            mac TEXT,
            people INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS engagements_firm ON engagements(firm, started_at, id);
        CREATE INDEX IF NOT EXISTS engagements_firm_status ON engagements(firm, status, started_at, id);
        CREATE INDEX IF NOT EXISTS engagements_firm_step ON engagements(firm, step, started_at, id);
        CREATE INDEX IF NOT EXISTS engagements_wake ON engagements(wake_at, id) WHERE wake_at IS NOT NULL;
        CREATE INDEX IF NOT EXISTS engagements_ended ON engagements(ended_at, id) WHERE ended_at IS NOT NULL;
        CREATE INDEX IF NOT EXISTS engagements_active ON engagements(started_at, id) WHERE status = 'Active';
        CREATE TABLE IF NOT EXISTS journal(
            engagement TEXT NOT NULL,
            number INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY(engagement, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS documents(
            engagement TEXT NOT NULL,
            id TEXT NOT NULL,
            salt BLOB NOT NULL,
            content BLOB NOT NULL,
            written_at INTEGER NOT NULL,
            referred INTEGER NOT NULL,
            PRIMARY KEY(engagement, id));
        CREATE INDEX IF NOT EXISTS documents_unreferred ON documents(written_at) WHERE referred = 0;
        """;

    public static void Create(SqliteFile file) => file.WriteAsync(Create).GetAwaiter().GetResult();

    private static int Create(SqliteConnection connection)
    {
        // Files of releases that sealed no journals and indexed no addresses.
        AddColumn(connection, "mac", "TEXT");
        AddColumn(connection, "people", "INTEGER NOT NULL DEFAULT 0");
        using var command = connection.CreateCommand();
        command.CommandText = Definition;
        return command.ExecuteNonQuery();
    }

    private static void AddColumn(SqliteConnection connection, string name, string type)
    {
        if (connection.Prepared("SELECT count(*) > 0 AND max(name = $1) = 0 FROM pragma_table_info('engagements')", name)
            .ExecuteScalar() is 1L)
            connection.Execute($"ALTER TABLE engagements ADD COLUMN {name} {type}");
    }
}
