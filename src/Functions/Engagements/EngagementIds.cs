namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Makes and recognises engagement ids: lower-case UUIDs, which are also orchestration instance ids.</summary>
/// <param name="random">Makes random ids; the composition root chooses how.</param>
internal sealed class EngagementIds(Func<Guid> random)
{
    /// <summary>A new id.</summary>
    public string Next() => random().ToString("D");

    /// <summary>Whether a text can be an id; they are compared byte by byte.</summary>
    public static bool IsValid(string text) => Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;
}
