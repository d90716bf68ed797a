namespace CoachingWorkflow.Functions.Engagements;

/// <summary>What became of a command.</summary>
internal abstract record CommandOutcome
{
    /// <summary>It is recorded, or was true already.</summary>
    /// <param name="Engagement">The engagement right after the command.</param>
    /// <param name="Facts">What was recorded, without what time alone has brought; empty when nothing changed.</param>
    /// <param name="At">When.</param>
    public sealed record Done(Engagement Engagement, IReadOnlyList<Fact> Facts, DateTimeOffset At) : CommandOutcome
    {
        /// <summary>Whether it was recorded by an earlier call, of which this is the answer once more.</summary>
        public bool IsRepeated { get; init; }
    }

    /// <summary>A rule stands against it.</summary>
    /// <param name="Refusal">The rule.</param>
    /// <param name="Engagement">The engagement as it is.</param>
    public sealed record Refused(Refusal Refusal, Engagement Engagement) : CommandOutcome;

    /// <summary>The idempotency key was used before, with another request.</summary>
    public sealed record KeyReused : CommandOutcome;

    /// <summary>Others kept changing the engagement; the caller may try again.</summary>
    public sealed record Contended : CommandOutcome;
}
