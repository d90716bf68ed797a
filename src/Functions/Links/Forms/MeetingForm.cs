using System.Globalization;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Steps 7 and 8: give a review's meeting a time, another one, or call it off.</summary>
internal sealed class MeetingForm(ReviewKind review) : CoachForm<MeetingBody, ScheduleReviewMeeting>
{
    // Day and time are typed as they stand on the coach's own clock.
    private const string Action = "action";
    private const string Day = "day";
    private const string Time = "time";
    private const string StartsAt = "startsAt";

    public override string Name => review == ReviewKind.Mid ? "mid-meeting" : "end-meeting";

    public override Type Component => typeof(MeetingPart);

    public override string Done => "The meeting is changed. Everyone will get a mail for the calendar.";

    public override bool Records(Fact fact) => fact switch
    {
        ReviewMeetingScheduled scheduled => scheduled.Review == review,
        ReviewMeetingCancelled calledOff => calledOff.Review == review,
        _ => false,
    };

    public override bool ComesEmpty => true;

    public override bool KeepsDraft => false;

    public override string Title(WorkspaceView view) => $"Arrange the meeting for the {ReviewNames.Of(review)}";

    public override bool IsOpen(Engagement engagement, DateOnly today) => ReviewForms.IsPending(engagement, review);

    public override string? Amends(string? id) => Amendable.Meeting(review);

    public override Command Read(PostedForm form, Engagement engagement, string? firmAddress)
    {
        var action = form.Text(Action);
        if (action == "callOff")
            return new CancelReviewMeeting(review);
        if (action is null && engagement.Cycle.ReviewOf(review).Meeting is not null)
            form.Miss(Action, "Please choose what is to change.");

        if (Start(form, engagement.Coach.TimeZone) is { } start)
            form.Set(StartsAt, start);
        return base.Read(form, engagement, firmAddress);
    }

    protected override bool IsInBody(PostedForm form, string input) => input is not (Action or Day or Time);

    protected override MeetingBody? Fill(WorkspaceView view, string? id) =>
        (review == ReviewKind.Mid ? view.Reviews.MidProgram : view.Reviews.EndOfProgram).Meeting is not { } meeting ? null : new()
        {
            StartsAt = meeting.StartsAt.ToString("O", CultureInfo.InvariantCulture),
            Minutes = meeting.Minutes,
            Place = meeting.Place,
        };

    protected override ScheduleReviewMeeting Complete(
        ScheduleReviewMeeting command, PostedForm form, Engagement engagement, string? firmAddress) =>
        command with { Review = review };

    private static string? Start(PostedForm form, string zone)
    {
        form.ShowBeside($"$.{StartsAt}", Day);
        var (day, time) = (form.Text(Day), form.Text(Time));
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return day;
        if (!TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            // Noon stands in, so that the day is still checked and not blamed for the time.
            form.Miss(Time, "Please give a time, for example 14:30.");
            at = new TimeOnly(12, 0);
        }
        else if (Zones.IsSkipped(on, at, zone))
        {
            form.Miss(Time, "The clocks go forward in that night, and this time does not come. Please give another one.");
        }

        return Zones.At(on, at, zone).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
    }
}
