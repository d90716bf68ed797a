namespace CoachingWorkflow.Domain;

/// <summary>What is owed, in the words of mails and pages.</summary>
public static class DebtNames
{
    /// <summary>For example "decision on the program design, revision 2".</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="debt">One of its debts.</param>
    public static string Of(Engagement engagement, Debt debt) => debt.Kind switch
    {
        DebtKind.Context => "program outcomes, each with a benchmark",
        DebtKind.LeaderInterview => "interview with the leader",
        DebtKind.ThreeSixty => engagement.Cycle.Raters.IsEmpty ? "raters for the 360-degree interviews" : "360-degree interviews",
        DebtKind.RaterResponse => "answer to the 360-degree interview",
        DebtKind.ProgramDesign => $"program design, revision {debt.Revision}",
        DebtKind.DesignDecision => $"decision on the program design, revision {debt.Revision}",
        DebtKind.MonthLog => $"session log for month {debt.Month}",
        DebtKind.MidReview => "mid-program review",
        DebtKind.EndReview => "end-of-program review",
        _ => throw new ArgumentOutOfRangeException(nameof(debt), debt.Kind, message: null),
    };

    /// <summary>A group of raters, for example "peers".</summary>
    /// <param name="group">The group.</param>
    public static string Group(Relationship group) => group switch
    {
        Relationship.Boss => "boss",
        Relationship.Team => "team",
        Relationship.Peer => "peers",
        Relationship.Other => "others",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, message: null),
    };
}
