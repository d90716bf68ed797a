using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of a session log.</summary>
internal sealed record SessionBody : RequestBody<SessionRequest>
{
    private const int LongestMinutes = 24 * 60;

    /// <summary>The day.</summary>
    public string? HeldOn { get; init; }

    /// <summary>How long it took.</summary>
    public int? Minutes { get; init; }

    /// <summary>How coach and leader met.</summary>
    public string? Mode { get; init; }

    /// <summary>For coach and leader only.</summary>
    public string? Notes { get; init; }

    /// <summary>For all.</summary>
    public string? Summary { get; init; }

    /// <summary>Where outcomes stand.</summary>
    public IReadOnlyList<ReadingObject?>? Readings { get; init; }

    /// <inheritdoc/>
    public override SessionRequest Check(Validation check) => new(
        check.Day("$.heldOn", HeldOn),
        check.Number("$.minutes", Minutes, 1, LongestMinutes),
        check.Choice<SessionMode>("$.mode", Mode),
        new SessionTexts(check.Text("$.notes", Notes), check.OptionalText("$.summary", Summary)),
        ReadingObject.Check(check, "$.readings", Readings));
}

/// <summary>A session log, checked.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How coach and leader met.</param>
/// <param name="Texts">What the coach wrote.</param>
/// <param name="Readings">Where outcomes stand.</param>
internal sealed record SessionRequest(DateOnly HeldOn, int Minutes, SessionMode Mode, SessionTexts Texts, ImmutableArray<Reading> Readings);
