using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Tests.Mail;

internal static class SampleMeeting
{
    /// <summary>The attachment that invites somebody to a mid-program review.</summary>
    public static MailAttachment Invitation(
        string leader = "Lea", string name = "Ann", string address = "ann@example.org", string firm = "Firm", string? place = null) =>
        ReviewCalendar.Attachment(
            new MeetingChange(
                ReviewKind.Mid, Cycle: 1, new MeetingView(DateTimeOffset.UnixEpoch.AddDays(1), Minutes: 60, place), Sequence: 0,
                DateTimeOffset.UnixEpoch, IsCalledOff: false),
            new MailFrame(
                firm, NameBasedId.Of("sample", "engagement"), leader, Coach: "Cora", name, address, Role.Leader, Relationship: null,
                "Europe/Berlin", Link: null),
            "firm@example.org");
}
