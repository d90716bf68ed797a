using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain;

/// <summary>A fact with its place in an engagement's journal.</summary>
/// <param name="Number">1 for the engagement's first fact, then counting up without gaps.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="By">Who caused it: <see cref="Actor.Firm"/>, <see cref="Actor.Workflow"/> or a person's id.</param>
/// <param name="Command">The idempotent command that brought it, if the caller sent an idempotency key.</param>
/// <param name="Fact">What happened.</param>
internal sealed record JournalEntry(long Number, DateTimeOffset At, string By, CommandStamp? Command, Fact Fact)
{
    /// <summary>
    /// The W3C trace context of the call or turn that recorded it, if that was traced: so a mail is found in one trace with the call
    /// that it follows from, on any host, whatever came between.
    /// </summary>
    public string? Trace { get; init; }
}

/// <summary>Marks the facts of one idempotent command, so that a repeated call is answered and not done again.</summary>
/// <param name="Id">Hash of the firm and the idempotency key.</param>
/// <param name="Fingerprint">Keyed hash of the request: the same key with another request is refused.</param>
internal sealed record CommandStamp(string Id, string Fingerprint)
{
    /// <summary>As the first release made it and its journals have it: of the members in the order in which they came.</summary>
    [JsonIgnore]
    public string? FirstRelease { get; init; }
}

/// <summary>Who causes facts, apart from people (who are named by their id).</summary>
internal static class Actor
{
    /// <summary>The firm's software, through its key.</summary>
    public const string Firm = "firm";

    /// <summary>The engagement's own orchestration: time passed.</summary>
    public const string Workflow = "workflow";
}
