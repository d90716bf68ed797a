namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of a session log.</summary>
internal sealed record SessionBody : RequestBody<LogSession>
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
    public override LogSession Check(Validation check) => new(
        Session: null,
        check.Day("$.heldOn", HeldOn),
        check.Number("$.minutes", Minutes, 1, LongestMinutes),
        check.Choice<SessionMode>("$.mode", Mode),
        ReadingObject.Check(check, "$.readings", Readings),
        new SessionTexts(check.Text("$.notes", Notes), check.OptionalText("$.summary", Summary)));
}
