using System.Text;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Privacy;

/// <summary>Everything that the host's SQLite file holds, as bytes.</summary>
internal static class StoredBytes
{
    /// <summary>The tables that hold what people are called or write: in UTF-8, UTF-16 or as text.</summary>
    public static IReadOnlySet<string> TablesWith(SqliteFile file, string canary)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in Tables(file))
        {
            if (Values(file, table).Any(value => Holds(value, canary)))
                found.Add(table);
        }

        return found;
    }

    public static IReadOnlyList<string> Tables(SqliteFile file) => file.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    });

    private static List<byte[]> Values(SqliteFile file, string table) => file.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using var reader = command.ExecuteReader();
        var values = new List<byte[]>();
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                if (!reader.IsDBNull(column))
                    values.Add(reader.GetValue(column) as byte[] ?? Encoding.UTF8.GetBytes(reader.GetString(column)));
            }
        }

        return values;
    });

    private static bool Holds(byte[] value, string canary) =>
        Encoding.UTF8.GetString(value).Contains(canary, StringComparison.OrdinalIgnoreCase)
        || Encoding.Unicode.GetString(value).Contains(canary, StringComparison.OrdinalIgnoreCase)
        || Encoding.UTF8.GetString(value).Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[..6], StringComparison.Ordinal);
}
