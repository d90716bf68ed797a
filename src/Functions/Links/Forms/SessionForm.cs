using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 6: log a meeting, or correct a log.</summary>
internal sealed class SessionForm : CoachForm<SessionBody, LogSession>
{
    public override string Name => "session";

    public override Type Component => typeof(SessionPart);

    public override string Done => "The meeting is logged.";

    public override bool Records(Fact fact) => fact is SessionLogged or SessionCorrected;

    public override ObligationKind? Settles => ObligationKind.MonthLog;

    public override string? IdInput => "session";

    public override string Title(WorkspaceView view) => "Log a coaching meeting";

    public override bool IsOpen(Engagement engagement, DateOnly today) => engagement.Cycle.Step >= Step.IndividualCoachingMeetings;

    public override bool IsAbout(WorkspaceView view, string? id) => id is null || SessionOf(view, id) is not null;

    public override string? Amends(string? id) => id is null ? null : Amendable.Session(id);

    // How they met is asked anew: nothing is chosen before someone chooses.
    protected override SessionBody? Fill(WorkspaceView view, string? id) => SessionOf(view, id) is not { } session ? null : new()
    {
        HeldOn = DayOf(session.HeldOn),
        Minutes = session.Minutes,
        Notes = session.Notes,
        Summary = session.Summary,
        Readings = Values(view, session.Readings),
    };

    protected override LogSession Complete(LogSession command, PostedForm form, Engagement engagement, string? firmAddress) =>
        command with { Session = form.Text(IdInput!) };

    private static SessionNotesView? SessionOf(WorkspaceView view, string? id) => view.Meetings.FirstOrDefault(session => session.Id == id);
}
