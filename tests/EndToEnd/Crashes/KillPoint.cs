namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>When in the life of a request the process is killed.</summary>
public enum KillMoment
{
    /// <summary>While the request is under way, after so many milliseconds.</summary>
    InFlight,

    /// <summary>After so many bytes of the request's body.</summary>
    AtByte,

    /// <summary>Right after the answer: what follows from it is under way, or the application waits.</summary>
    Answered,
}

/// <summary>A moment at which the process is killed.</summary>
/// <param name="Request">The how-manieth request that is not a GET.</param>
/// <param name="Moment">When in its life.</param>
/// <param name="Value">Milliseconds or bytes.</param>
public sealed record KillPoint(int Request, KillMoment Moment, int Value)
{
    /// <summary>As many points as asked for, spread over so many requests; the same for the same seed.</summary>
    public static IReadOnlyList<KillPoint> Choose(int seed, int count, int requests)
    {
        var number = (seed * 2654435761L) % int.MaxValue;
        var points = new List<KillPoint>(count);
        for (var index = 0; index < count; index++)
        {
            var (from, to) = (index * requests / count, (index + 1) * requests / count);
            points.Add(new KillPoint(from + 1 + Next(to - from), (KillMoment)Next(3), Next(12)));
        }

        return points;

        int Next(int below)
        {
            number = number * 48271 % int.MaxValue;
            return (int)(number % below);
        }
    }
}
