namespace EmbeddedHost.Engine.Execution;

/// <summary>
/// The timers that the code asked for. The worker makes a long one of several short ones; the token that it passes on with each tells
/// which timer a part belongs to.
/// </summary>
internal sealed class LongTimers(Calls calls)
{
    private readonly Dictionary<CancellationToken, LongTimer> _timers = [];

    /// <summary>Begins a timer; returns what cancels it and whichever part of it is open.</summary>
    public CancellationTokenSource Begin(DateTime final)
    {
        var cancellation = new CancellationTokenSource();
        var timer = new LongTimer(final);
        _timers.Add(cancellation.Token, timer);
        cancellation.Token.Register(() =>
        {
            if (timer.Open is { } id)
            {
                calls.Close(id);
            }
        });
        return cancellation;
    }

    /// <summary>Notes a part, made under the number that <paramref name="make"/> returns for what the whole timer is due.</summary>
    public void Part(Func<DateTime?, int> make, CancellationToken token)
    {
        if (!_timers.TryGetValue(token, out var timer))
        {
            make(null);
            return;
        }

        timer.Open = make(timer.Final);
        if (token.IsCancellationRequested)
        {
            calls.Close(timer.Open.Value);
        }
    }

    private sealed class LongTimer(DateTime final)
    {
        public DateTime Final => final;

        public int? Open { get; set; }
    }
}
