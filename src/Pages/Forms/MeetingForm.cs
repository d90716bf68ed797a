using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>The fields of the forms <see cref="CoachForm.MidMeeting"/> and <see cref="CoachForm.EndMeeting"/>.</summary>
public static class MeetingForm
{
    /// <summary>What to do: <see cref="Schedule"/> or <see cref="CallOff"/>; absent means the former where no meeting is planned.</summary>
    public const string Action = "action";

    /// <summary>Gives the meeting a time, or another one.</summary>
    public const string Schedule = "schedule";

    /// <summary>Calls the meeting off; the other fields do not count.</summary>
    public const string CallOff = "callOff";

    /// <summary>The day, <c>yyyy-MM-dd</c>, in the coach's time zone (<see cref="WorkspaceView.TimeZone"/>).</summary>
    public const string Day = "day";

    /// <summary>The time of day, <c>HH:mm</c>, in the coach's time zone.</summary>
    public const string Time = "time";

    /// <summary>How long it takes.</summary>
    public const string Minutes = "minutes";

    /// <summary>Where; optional, one line.</summary>
    public const string Place = "place";

    internal static FormState Filled(MeetingView? meeting, string zone)
    {
        if (meeting is null)
            return FormState.Empty;
        var local = TimeZoneInfo.ConvertTime(meeting.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return WorkspaceForm.Filled(
        [
            (Day, WorkspaceForm.Day(DateOnly.FromDateTime(local.DateTime))),
            (Time, local.ToString("HH:mm", CultureInfo.InvariantCulture)),
            (Minutes, WorkspaceForm.Number(meeting.Minutes)),
            (Place, meeting.Place),
        ]);
    }
}
