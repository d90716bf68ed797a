namespace CoachingWorkflow.Domain;

/// <summary>The eight steps of one-to-one coaching (New Ventures West, "One-on-one coaching: flow of activities").</summary>
public enum Step
{
    /// <summary>Coach, leader and sponsor agree program outcomes, each with a benchmark.</summary>
    DefiningTheContext = 1,

    /// <summary>The coach's extensive interview with the leader.</summary>
    InterviewWithLeader = 2,

    /// <summary>The coach hears the leader's team, boss, peers and others.</summary>
    ThreeSixtyInterviews = 3,

    /// <summary>The coach makes the assessment and designs a program of practices, exercises and reading.</summary>
    AssessmentAndDesign = 4,

    /// <summary>Leader and every sponsor commit to the same revision of the design, or ask for changes.</summary>
    LeaderAndSponsorReview = 5,

    /// <summary>The meetings, month by month.</summary>
    IndividualCoachingMeetings = 6,

    /// <summary>At the middle: actual with intended outcomes, corrections to the program.</summary>
    MidProgramReview = 7,

    /// <summary>At the end: actual with intended outcomes; the leader goes on alone or a new cycle begins.</summary>
    EndOfProgramReview = 8,
}

/// <summary>The steps' names as mails and pages show them.</summary>
public static class StepNames
{
    /// <summary>For example "Defining the context".</summary>
    /// <param name="step">The step.</param>
    public static string Of(Step step) => step switch
    {
        Step.DefiningTheContext => "Defining the context",
        Step.InterviewWithLeader => "Interview with leader",
        Step.ThreeSixtyInterviews => "360-degree interviews",
        Step.AssessmentAndDesign => "Assessment and design",
        Step.LeaderAndSponsorReview => "Leader and sponsor review",
        Step.IndividualCoachingMeetings => "Individual coaching meetings",
        Step.MidProgramReview => "Mid-program review",
        Step.EndOfProgramReview => "End-of-program review",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, message: null),
    };
}
