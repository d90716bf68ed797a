using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.Functions.Orchestration;
using EmbeddedHost.Testing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.EndToEnd.Histories;

/// <summary>Measures an engagement's orchestration: how large its history gets, and how long it waits.</summary>
public sealed class HistoryGauge(AppInProcess app, string engagement)
{
    /// <summary>
    /// What the turn that ends a generation adds, and what is gone once it is committed: the turn's start and end, the event or
    /// timer that woke it, the losing timer's cancellation, and the continuation.
    /// </summary>
    public const int LastTurn = 5;

    private readonly DurableTaskClient _client = app.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Events in the largest history seen, the turn that ended it included.</summary>
    public int Largest { get; private set; }

    /// <summary>The longest time from a wake to the next look.</summary>
    public TimeSpan LongestWait { get; private set; }

    public int Measurements { get; private set; }

    public async Task MeasureAsync(CancellationToken cancellation)
    {
        Largest = Math.Max(Largest, HistoryExport.Read(app.File, engagement).EventCount + LastTurn);
        Measurements++;

        var instance = await _client.GetInstanceAsync(engagement, getInputsAndOutputs: true, cancellation);
        var now = await app.Api.NowAsync(cancellation);
        if (instance!.ReadCustomStatusAs<EngagementProgress>()?.NextLook is { } next && next - now.UtcDateTime > LongestWait)
            LongestWait = next - now.UtcDateTime;
    }

    /// <summary>Advances from timer to timer, the parts of long timers included, and measures at each.</summary>
    public async Task AdvanceToAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        for (var next = await NextAsync(cancellation); next < instant; next = await NextAsync(cancellation))
        {
            await app.Api.AdvanceToAsync(next, cancellation);
            await MeasureAsync(cancellation);
        }

        await app.Api.AdvanceToAsync(instant, cancellation);
        await MeasureAsync(cancellation);
    }

    /// <summary>Raises many events at once, and measures while they are taken.</summary>
    public async Task BurstAsync(int events, CancellationToken cancellation)
    {
        var raised = Enumerable.Range(0, events)
            .Select(_ => _client.RaiseEventAsync(engagement, Milestones.AgendaChanged, cancellation: cancellation)).ToList();
        foreach (var raising in raised)
        {
            await raising;
            await MeasureAsync(cancellation);
        }

        await app.Api.SettleAsync(cancellation);
        await MeasureAsync(cancellation);
    }

    // The sweep's timer would come every hour; the orchestration's own timers are what is asked for.
    private Task<DateTimeOffset> NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var next = app.File.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT min(due) FROM durable_timer";
            return command.ExecuteScalar() is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MaxValue;
        });
        return Task.FromResult(next);
    }
}
