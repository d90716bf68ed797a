using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// Whether the storage takes what is written, as the last one who wrote found out. A probe would have to write to know: on a full disk
/// reads succeed.
/// </summary>
/// <param name="log">Takes when it begins and ends.</param>
internal sealed partial class StorageWrites(TimeProvider clock, ILogger<StorageWrites> log)
{
    // After that calls have to come again, or nobody would find out that it is over.
    private static readonly TimeSpan Doubtful = TimeSpan.FromMinutes(1);

    private Failure? _last;

    /// <summary>Why nothing could be written lately; null if all is well, or it is time to try again.</summary>
    public string? Fault => Volatile.Read(ref _last) is { } last && clock.GetUtcNow() - last.At < Doubtful ? last.Reason : null;

    /// <summary>Something was written.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _last) is not null && Interlocked.Exchange(ref _last, null) is not null)
            LogTaking();
    }

    /// <summary>Something could not be written.</summary>
    /// <param name="reason">What the storage said, without addresses.</param>
    public void Failed(string reason)
    {
        if (Interlocked.Exchange(ref _last, new Failure(reason, clock.GetUtcNow())) is null)
            LogRefusing(reason);
    }

    [LoggerMessage(1603, LogLevel.Error, "The storage takes no writes: {Reason}")]
    private partial void LogRefusing(string reason);

    [LoggerMessage(1604, LogLevel.Information, "The storage takes writes again")]
    private partial void LogTaking();

    private sealed record Failure(string Reason, DateTimeOffset At);
}
