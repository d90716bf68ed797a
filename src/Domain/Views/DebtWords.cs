using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>What is owed, in the words of mails and pages.</summary>
public static class DebtWords
{
    /// <summary>For example "decision on the program design, revision 2".</summary>
    /// <param name="debt">The debt.</param>
    public static string Of(Debt debt) => debt.Kind switch
    {
        DebtKind.Context => "program outcomes with their benchmarks",
        DebtKind.LeaderInterview => "interview with the leader",
        DebtKind.ThreeSixty => "360-degree interviews",
        DebtKind.RaterResponse => "answer in the 360-degree interviews",
        DebtKind.ProgramDesign => Numbered($"program design, revision {debt.Revision}"),
        DebtKind.DesignDecision => Numbered($"decision on the program design, revision {debt.Revision}"),
        DebtKind.MonthLog => Numbered($"session log for month {debt.Month}"),
        DebtKind.MidReview => ReviewNames.Of(ReviewKind.Mid),
        DebtKind.EndReview => ReviewNames.Of(ReviewKind.End),
        _ => throw new ArgumentOutOfRangeException(nameof(debt), debt.Kind, message: null),
    };

    /// <summary>The step to which a debt belongs.</summary>
    /// <param name="kind">What is owed.</param>
    public static Step StepOf(DebtKind kind) => kind switch
    {
        DebtKind.Context => Step.DefiningTheContext,
        DebtKind.LeaderInterview => Step.InterviewWithLeader,
        DebtKind.ThreeSixty or DebtKind.RaterResponse => Step.ThreeSixtyInterviews,
        DebtKind.ProgramDesign => Step.AssessmentAndDesign,
        DebtKind.DesignDecision => Step.LeaderAndSponsorReview,
        DebtKind.MonthLog => Step.IndividualCoachingMeetings,
        DebtKind.MidReview => Step.MidProgramReview,
        DebtKind.EndReview => Step.EndOfProgramReview,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>A group of raters: "boss", "team", "peers", "others".</summary>
    /// <param name="group">The group.</param>
    public static string Group(Relationship group) => group switch
    {
        Relationship.Boss => "boss",
        Relationship.Team => "team",
        Relationship.Peer => "peers",
        Relationship.Other => "others",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, message: null),
    };

    private static string Numbered(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
