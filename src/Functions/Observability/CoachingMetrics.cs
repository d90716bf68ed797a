using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>What is measured: engagements by step, those behind their agenda, mails by what became of them, and turns.</summary>
internal sealed class CoachingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "CoachingWorkflow";

    private readonly Counter<long> _mails;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _turns;
    private volatile IReadOnlyDictionary<Step, int>? _active;
    private volatile int _behind;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Makes meters.</param>
    public CoachingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _mails = meter.CreateCounter<long>("coaching.mails", "{mail}", "Attempts to send a mail, by kind and outcome.");
        _refused = meter.CreateCounter<long>("coaching.refused", "{call}", "Calls with a wrong key or token, by what they came with.");
        _turns = meter.CreateHistogram<double>("coaching.turn.duration", "s", "What bringing an engagement up to date took.");
        meter.CreateObservableGauge("coaching.engagements", Active, "{engagement}", "Active engagements by step, as of the last sweep.");
        meter.CreateObservableGauge(
            "coaching.engagements.behind", Behind, "{engagement}", "Engagements behind their agenda that the last sweep woke.");
    }

    /// <summary>Measures a turn until the answer is disposed.</summary>
    public IDisposable Turn() => new Stopped(_turns, Stopwatch.GetTimestamp());

    /// <summary>Counts an attempt to send a mail.</summary>
    /// <param name="kind">Why it was sent.</param>
    /// <param name="result">What became of it; null when it was not owed any more.</param>
    public void Count(MailKind kind, MailResult? result) => _mails.Add(
        1, new("kind", kind.ToString()), new("outcome", result?.GetType().Name ?? "Dropped"));

    /// <summary>Counts a call that was let in nowhere.</summary>
    public void CountRefused(RefusedSecret secret) => _refused.Add(1, new KeyValuePair<string, object?>("secret", secret.ToString()));

    /// <summary>Takes what a sweep saw.</summary>
    /// <param name="active">How many active engagements are in each step.</param>
    /// <param name="behind">How many were behind their agenda.</param>
    public void Swept(IReadOnlyDictionary<Step, int> active, int behind) => (_active, _behind) = (active, behind);

    private IEnumerable<Measurement<int>> Active() => _active is { } active
        ? Enum.GetValues<Step>()
            .Select(
            step => new Measurement<int>(active.GetValueOrDefault(step), new KeyValuePair<string, object?>("step", step.ToString())))
        : [];

    private IEnumerable<Measurement<int>> Behind() => _active is null ? [] : [new Measurement<int>(_behind)];

    private sealed class Stopped(Histogram<double> histogram, long start) : IDisposable
    {
        public void Dispose() => histogram.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
