using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>What is owed, in the words of mails and pages.</summary>
public static class ObligationWords
{
    /// <summary>For example "decision on the program design, revision 2".</summary>
    internal static string Of(Obligation obligation) => obligation.Kind switch
    {
        ObligationKind.Context => "program outcomes with their benchmarks",
        ObligationKind.LeaderInterview => "interview with the leader",
        ObligationKind.ThreeSixty => "360-degree interviews",
        ObligationKind.RaterResponse => "answer in the 360-degree interviews",
        ObligationKind.ProgramDesign => Numbered($"program design, revision {obligation.Revision}"),
        ObligationKind.DesignDecision => Numbered($"decision on the program design, revision {obligation.Revision}"),
        ObligationKind.MonthLog => Numbered($"session log for month {obligation.Month}"),
        ObligationKind.MidReview => ReviewNames.Of(ReviewKind.Mid),
        ObligationKind.EndReview => ReviewNames.Of(ReviewKind.End),
        _ => throw new ArgumentOutOfRangeException(nameof(obligation), obligation.Kind, message: null),
    };

    /// <summary>The step to which an obligation belongs.</summary>
    /// <param name="kind">What is owed.</param>
    internal static Step StepOf(ObligationKind kind) => kind switch
    {
        ObligationKind.Context => Step.DefiningTheContext,
        ObligationKind.LeaderInterview => Step.InterviewWithLeader,
        ObligationKind.ThreeSixty or ObligationKind.RaterResponse => Step.ThreeSixtyInterviews,
        ObligationKind.ProgramDesign => Step.AssessmentAndDesign,
        ObligationKind.DesignDecision => Step.LeaderAndSponsorReview,
        ObligationKind.MonthLog => Step.IndividualCoachingMeetings,
        ObligationKind.MidReview => Step.MidProgramReview,
        ObligationKind.EndReview => Step.EndOfProgramReview,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>A group of raters: "boss", "team", "peers", "others".</summary>
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
