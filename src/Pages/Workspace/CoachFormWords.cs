namespace CoachingWorkflow.Pages;

/// <summary>What the coach's forms do, in words.</summary>
internal static class CoachFormWords
{
    public static string Doing(CoachForm form, WorkspaceView view) => form switch
    {
        CoachForm.Context => view.ContextHeldOn is null ? "Record the program outcomes" : "Amend the program outcomes",
        CoachForm.LeaderInterview => view.Interview is null ? "Record the interview with the leader" : "Amend the interview with the leader",
        CoachForm.Raters => "Name raters",
        CoachForm.Response => "Record an interview with a rater",
        CoachForm.CloseThreeSixty => "Close the 360-degree interviews",
        CoachForm.Design => view.Standing.Step == Step.LeaderAndSponsorReview ? "Replace the program design under review" : "Design the program",
        CoachForm.Session => "Log a coaching meeting",
        CoachForm.MidMeeting => "Arrange the meeting for the mid-program review",
        CoachForm.MidReview => "Record the mid-program review",
        CoachForm.EndMeeting => "Arrange the meeting for the end-of-program review",
        CoachForm.EndReview => "Record the end-of-program review",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, message: null),
    };

    public static string Done(CoachForm form) => form switch
    {
        CoachForm.Context => "The outcomes are recorded.",
        CoachForm.LeaderInterview => "The interview with the leader is recorded.",
        CoachForm.Raters => "The raters are named and will be asked by mail.",
        CoachForm.Response => "The interview with the rater is recorded.",
        CoachForm.CloseThreeSixty => "The 360-degree interviews are closed.",
        CoachForm.Design => "The design is submitted. The leader and every sponsor will be asked to decide on it.",
        CoachForm.Session => "The meeting is logged.",
        CoachForm.MidMeeting or CoachForm.EndMeeting => "The meeting is changed. Everyone will get a mail for the calendar.",
        CoachForm.MidReview => "The mid-program review is recorded.",
        CoachForm.EndReview => "The end-of-program review is recorded.",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, message: null),
    };

    /// <summary>Where the form is: an interview is recorded from the list of raters.</summary>
    public static PagePart Place(CoachForm form) => form == CoachForm.Response ? new PagePart(PagePart.Answers) : PagePart.Of(form);
}
