using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Storage;

/// <summary>Statements that a connection prepares once and keeps.</summary>
public static class PreparedStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Statements = [];

    /// <summary>
    /// The connection's prepared command for this text, its parameters set to the values: <c>$1</c>, <c>$2</c>… in order.
    /// The command is shared: read it to its end, or dispose of its reader, before asking for the same text again;
    /// do not dispose of it. Null is stored as NULL.
    /// </summary>
    /// <param name="connection">A connection that <see cref="SqliteFile"/> gave to a delegate.</param>
    /// <param name="sql">The statement; the same text has the same number of parameters every time.</param>
    /// <param name="values">The parameters' values.</param>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(sql);
        var statements = Statements.GetOrCreateValue(connection);
        if (!statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(
                    new SqliteParameter { ParameterName = "$" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) });
            }

            statements.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>Runs a prepared statement; returns how many rows it changed.</summary>
    /// <exception cref="SqliteException">The statement is wrong, or was refused.</exception>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
        => connection.Prepared(sql, values).ExecuteNonQuery();
}
