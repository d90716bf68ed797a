using CoachingWorkflow.Bench.Reporting;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>A contestant's place in each round; an empty one knows why there is nobody.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly IContestant? _contestant;
    private readonly int _rounds;
    private readonly Samples _rates = new();
    private readonly Samples _ratios = new();
    private string? _absent;

    public Lane(IContestant contestant, int rounds)
    {
        _contestant = contestant;
        _rounds = rounds;
    }

    private Lane(string absent) => _absent = absent;

    /// <summary>Starts a peer, if it is there.</summary>
    /// <param name="start">Starts it.</param>
    /// <param name="rounds">In how many rounds it is measured.</param>
    public static async Task<Lane> TryStartAsync(Func<Task<IContestant>> start, int rounds)
    {
        try
        {
            return new Lane(await start(), rounds);
        }
#pragma warning disable CA1031 // Whatever keeps a peer from running stands in the report.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Lane(Reason(exception));
        }
    }

    /// <summary>Takes its turn; the rounds before 0 warm up.</summary>
    /// <param name="round">The round.</param>
    /// <param name="embedded">The embedded host's orchestrations a second in this round.</param>
    public async Task RunAsync(int round, double embedded)
    {
        if (_absent is not null || round < -1 || round >= _rounds)
        {
            return;
        }

        try
        {
            var rate = _contestant!.Orchestrations / (await _contestant.RunAsync()).TotalSeconds;
            if (round >= 0)
            {
                _rates.Add(rate);
                _ratios.Add(embedded / rate);
            }
        }
#pragma warning disable CA1031 // Whatever keeps a peer from running stands in the report.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _absent = Reason(exception);
        }
    }

    /// <param name="report">Where to.</param>
    /// <param name="what">What was measured.</param>
    /// <param name="budget">How many times faster the embedded host has to be; null for a figure alone.</param>
    public void Report(Report report, string what, Budget? budget)
    {
        if (_absent is not null)
        {
            report.Missing(what, _absent, budget);
            return;
        }

        report.Add(what, _rates.Median, "/s");
        if (budget is not null)
        {
            report.Add("    embedded host on a file : this", _ratios.Median, "x", budget);
        }
    }

    public ValueTask DisposeAsync() => _contestant?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Reason(Exception exception) => $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
}
