using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What a coach can do on the own page.</summary>
public enum CoachForm
{
    /// <summary>Step 1: record the outcomes, or amend them.</summary>
    Context,

    /// <summary>Step 2: record the interview with the leader, or amend it.</summary>
    LeaderInterview,

    /// <summary>Step 3: name raters.</summary>
    Raters,

    /// <summary>Step 3: record an interview with a rater.</summary>
    Response,

    /// <summary>Step 3: close the interviews.</summary>
    CloseThreeSixty,

    /// <summary>Step 4 (and 5): submit a program design.</summary>
    Design,

    /// <summary>Step 6: log a meeting, or correct a log.</summary>
    Session,

    /// <summary>Step 7: give the meeting a time, another one, or call it off.</summary>
    MidMeeting,

    /// <summary>Step 7: record the mid-program review.</summary>
    MidReview,

    /// <summary>Step 8: give the meeting a time, another one, or call it off.</summary>
    EndMeeting,

    /// <summary>Step 8: record the end-of-program review.</summary>
    EndReview,
}

/// <summary>Which forms are taken as an engagement stands; a command may still be refused for its values.</summary>
internal static class CoachFormRules
{
    /// <summary>What one of the coach's forms writes over; null if it only adds.</summary>
    public static string? Amends(CoachForm form, string? id) => form switch
    {
        CoachForm.Context => Amendable.Context,
        CoachForm.LeaderInterview => Amendable.LeaderInterview,
        CoachForm.Response when id is not null => Amendable.Response(id, AnswerSource.Coach),
        CoachForm.Design => Amendable.Program,
        CoachForm.Session when id is not null => Amendable.Session(id),
        CoachForm.MidMeeting => Amendable.Meeting(ReviewKind.Mid),
        CoachForm.EndMeeting => Amendable.Meeting(ReviewKind.End),
        _ => null,
    };

    public static ImmutableArray<CoachForm> Open(Engagement engagement, DateOnly today)
    {
        if (engagement.Status != EngagementStatus.Active)
            return [];

        var cycle = engagement.Cycle;
        return cycle.Step switch
        {
            Step.DefiningTheContext => [CoachForm.Context],
            Step.InterviewWithLeader => [CoachForm.LeaderInterview, CoachForm.Context],
            Step.ThreeSixtyInterviews => [CoachForm.Raters, CoachForm.Response, CoachForm.CloseThreeSixty, CoachForm.LeaderInterview],
            Step.AssessmentAndDesign or Step.LeaderAndSponsorReview => [CoachForm.Design],
            _ =>
            [
                CoachForm.Session,
                .. OfReview(engagement, today, ReviewKind.Mid, CoachForm.MidMeeting, CoachForm.MidReview),
                .. OfReview(engagement, today, ReviewKind.End, CoachForm.EndMeeting, CoachForm.EndReview),
            ],
        };
    }

    /// <summary>Whether a form is offered at an address: none at one that is said not to be the coach's, and none that comes with confidential text at a new one.</summary>
    public static bool IsOpenAt(AddressState address, CoachForm form, Cycle cycle) => address switch
    {
        AddressState.Confirmed => true,
        AddressState.Unconfirmed => form is not (CoachForm.Response or CoachForm.CloseThreeSixty)
            && !(form == CoachForm.LeaderInterview && cycle.LeaderInterview is not null),
        _ => false,
    };

    public static CoachForm Settling(ObligationKind obligation) => obligation switch
    {
        ObligationKind.Context => CoachForm.Context,
        ObligationKind.LeaderInterview => CoachForm.LeaderInterview,
        ObligationKind.ThreeSixty => CoachForm.Raters,
        ObligationKind.ProgramDesign => CoachForm.Design,
        ObligationKind.MonthLog => CoachForm.Session,
        ObligationKind.MidReview => CoachForm.MidReview,
        ObligationKind.EndReview => CoachForm.EndReview,
        _ => throw new ArgumentOutOfRangeException(nameof(obligation), obligation, message: null),
    };

    private static IEnumerable<CoachForm> OfReview(
        Engagement engagement, DateOnly today, ReviewKind kind, CoachForm meeting, CoachForm review)
    {
        if (!engagement.Cycle.ReviewOf(kind).IsPending)
            yield break;
        yield return meeting;
        if (today >= ReviewRules.AcceptedFrom(engagement, engagement.Cycle, kind))
            yield return review;
    }
}
