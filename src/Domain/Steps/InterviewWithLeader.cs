namespace CoachingWorkflow.Domain;

/// <summary>
/// Step 2, Interview with leader: commitments, concerns, breakdowns, behaviors, style, the pattern of fulfilling promises.
/// </summary>
internal static class InterviewWithLeader
{
    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle)
    {
        if (cycle.Step == Step.InterviewWithLeader)
        {
            yield return new Obligation(
                cycle.Key("leader-interview"), ObligationKind.LeaderInterview, engagement.Coach, cycle.StepSince,
                StepRules.DueAfter(engagement, Step.InterviewWithLeader, cycle.StepSince), Requested: true);
        }
    }
}

/// <summary>A conversation that was held, and what was written of it.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Texts">Refers to <see cref="LeaderInterviewTexts"/>.</param>
internal sealed record Interview(DateOnly HeldOn, DocumentRef Texts);

/// <summary>The coach records the interview with the leader, or amends it until the 360-degree interviews are done.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Texts">What the leader said.</param>
internal sealed record RecordLeaderInterview(DateOnly HeldOn, LeaderInterviewTexts Texts) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [engagement.Cycle.LeaderInterview?.Texts];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        var refusal = StepRules.InStep(
                engagement, "The interview with the leader can be recorded in step 2 and amended in step 3.",
                Step.InterviewWithLeader, Step.ThreeSixtyInterviews)
            ?? StepRules.HeldBeforeProgram(engagement, HeldOn, now);
        if (refusal is not null)
            return refusal;

        var interview = new Interview(HeldOn, documents.Put(Texts, engagement.Cycle.LeaderInterview?.Texts));
        if (engagement.Cycle.LeaderInterview is not { } present)
            return new LeaderInterviewed(interview);
        return present == interview ? Decision.NothingToDo : new LeaderInterviewAmended(interview);
    }
}

/// <summary>Milestone of step 2: the leader was interviewed.</summary>
/// <param name="Interview">What was recorded.</param>
internal sealed record LeaderInterviewed(Interview Interview) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { LeaderInterview = Interview, ThreeSixtyOpenedAt = at });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.LeaderInterview];
}

/// <summary>The record of the interview was amended before step 3 ended.</summary>
/// <param name="Interview">What is recorded now.</param>
internal sealed record LeaderInterviewAmended(Interview Interview) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { LeaderInterview = Interview });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.LeaderInterview];
}
