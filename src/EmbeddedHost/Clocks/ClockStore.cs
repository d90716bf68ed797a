using System.Globalization;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace EmbeddedHost.Clocks;

/// <summary>Keeps the clock's offset or position in the host's file, so that a restart continues where it was.</summary>
internal static class ClockStore
{
    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS host_clock(
            frozen INTEGER NOT NULL PRIMARY KEY,
            ticks INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>
    /// The clock as it was left; a new one begins at the system's time, or frozen at <paramref name="start"/>. A folder
    /// that is used frozen and running in turn does not go back either.
    /// </summary>
    public static HostClock Open(SqliteFile file, TimeProvider system, DateTimeOffset? start)
    {
        var (position, offset) = file.WriteAsync(connection =>
        {
            connection.Execute(Schema);
            return (Ticks(connection, frozen: true), Ticks(connection, frozen: false));
        }).GetAwaiter().GetResult();

        var now = system.GetUtcNow().UtcTicks;
        var state = start is { } from
            ? new ClockState(IsFrozen: true, Math.Max(position ?? from.UtcTicks, offset + now ?? 0))
            : new ClockState(IsFrozen: false, Math.Max(offset ?? 0, position - now ?? 0));
        var clock = new HostClock(system, state);
        SaveAsync(file, clock).GetAwaiter().GetResult();
        return clock;
    }

    /// <summary>Writes the clock's state.</summary>
    public static Task SaveAsync(SqliteFile file, HostClock clock)
    {
        var state = clock.State;
        return file.WriteAsync(connection => Write(connection, state));
    }

    /// <summary>Has the clock's state written before whatever is written next; that is durable only with it.</summary>
    public static void SaveWithNext(SqliteFile file, HostClock clock)
    {
        var state = clock.State;
        file.WriteWithNext(connection => Write(connection, state));
    }

    /// <summary>Reads <c>Dev:Clock:Start</c>: null when unset.</summary>
    /// <exception cref="InvalidOperationException">The value is not an instant.</exception>
    public static DateTimeOffset? ParseStart(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start.ToUniversalTime()
            : throw new InvalidOperationException("Dev:Clock:Start must be an ISO 8601 instant such as 2027-03-01T09:00:00Z.");
    }

    private static int Write(SqliteConnection connection, ClockState state) => connection.Execute(
        "INSERT INTO host_clock(frozen, ticks) VALUES($1, $2) ON CONFLICT(frozen) DO UPDATE SET ticks = max(ticks, excluded.ticks)",
        state.IsFrozen,
        state.Ticks);

    private static long? Ticks(SqliteConnection connection, bool frozen)
        => connection.Prepared("SELECT ticks FROM host_clock WHERE frozen = $1", frozen).ExecuteScalar() as long?;
}
