using System.Globalization;
using CoachingWorkflow.Functions.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Macs;

/// <summary>That, and when, the journals without a MAC were taken for what was written. Under a MAC: nobody else can say so.</summary>
/// <param name="At">When.</param>
/// <param name="Journals">How many there were.</param>
/// <param name="Mac">Of both.</param>
internal sealed record JournalsAdopted(DateTimeOffset At, int Journals, string Mac)
{
    /// <summary>What the MAC is of.</summary>
    public static string Statement(DateTimeOffset at, int journals) =>
        string.Create(CultureInfo.InvariantCulture, $"adopted\n{at.UtcTicks}\n{journals}");
}

/// <summary>
/// At the first start of a release that seals journals, those that are there are sealed once, before anything is served. From then on a
/// journal without a MAC is a broken one (docs/adr/0052-journals-are-adopted-once.md).
/// </summary>
internal sealed partial class JournalAdoption(
    IRecordStore records, IJournalSealing journals, JournalMacs macs, IOptions<JournalOptions> options, IHostEnvironment environment,
    TimeProvider clock, ILogger<JournalAdoption> logger) : IHostedLifecycleService
{
    /// <summary>The key of the record.</summary>
    public const string Record = "journals/adopted";

    private volatile bool _isDone;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There are journals without a MAC, and nobody has allowed to take them.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync(cancellationToken);
        }
        catch (StorageUnavailableException unavailable)
        {
            // Readiness says so as well; the sweep looks again.
            LogPutOff(unavailable.Reason);
        }
    }

    /// <summary>Sees to it that the journals were taken over, if there are any without a MAC.</summary>
    /// <exception cref="InvalidOperationException">There are journals without a MAC, and nobody has allowed to take them.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
            return;
        var stored = await records.ReadAsync(Record, cancellationToken);
        if (stored is not null && RecordJson.Read(stored, RecordJson.Default.JournalsAdopted) is var adopted
            && macs.IsOfStatement(JournalsAdopted.Statement(adopted.At, adopted.Journals), adopted.Mac))
        {
            _isDone = true;
            return;
        }

        var found = await journals.JournalsAsync(cancellationToken).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (found.Count > 0 && !environment.IsDevelopment() && !options.Value.AdoptsOn(today))
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The storage holds {found.Count} engagements, and nothing under Journal:Keys says that they were taken over. "
                + $"If this is the first start of a release that seals journals, set Journal:Adopt={today:yyyy-MM-dd} for this start. "
                + $"If it is not, somebody has altered the storage, or a key is missing: see docs/runbook.md before anything else."));

        foreach (var engagement in found)
            await SealAsync(engagement, cancellationToken);
        var record = new JournalsAdopted(now, found.Count, macs.OfStatement(JournalsAdopted.Statement(now, found.Count)));
        await records.WriteAsync(
            Record, RecordJson.Write(record, RecordJson.Default.JournalsAdopted), stored?.Version, cancellationToken);
        _isDone = true;
        if (found.Count > 0)
            LogAdopted(found.Count);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A damaged journal stays as it is, and is named when it is read; the others are taken.
    private async Task SealAsync(string engagement, CancellationToken cancellation)
    {
        try
        {
            await journals.SealAsync(engagement, cancellation);
        }
        catch (JournalBrokenException broken)
        {
            LogBroken(engagement, broken.Number);
        }
    }

    [LoggerMessage(1311, LogLevel.Warning, "The {Journals} journals in the storage were taken for what was written, and sealed")]
    private partial void LogAdopted(int journals);

    [LoggerMessage(1313, LogLevel.Warning, "Whether the journals are sealed could not be seen at the start: {Reason}")]
    private partial void LogPutOff(string reason);

    [LoggerMessage(1312, LogLevel.Critical, "The journal of engagement {Engagement} does not verify at entry {Number} and was not sealed")]
    private partial void LogBroken(string engagement, long number);
}
