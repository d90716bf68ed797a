using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>The rules of all kinds of mails.</summary>
internal static class MailRules
{
    private static readonly FrozenDictionary<MailKind, MailRule> ByKind = ImmutableArray.Create<MailRule>(
        Welcomes.Mail,
        ObligationMails.Request,
        ObligationMails.Reminder,
        ObligationMails.Escalation,
        Receipts.Mail,
        LeaderAndSponsorReview.ProgramBegins,
        MidProgramReview.ProgramCorrected,
        ReviewInvitations.Mail,
        ReviewMeeting.Scheduled,
        ReviewMeeting.Cancelled,
        IndividualCoachingMeetings.MonthUnlogged,
        Bounces.Mail,
        FreshLinks.Mail,
        AccessCodes.Mail,
        EndOfProgramReview.Completed,
        CancelEngagement.Mail,
        AddressMails.Changed,
        AddressMails.ToConfirm,
        AddressMails.New,
        AddressMails.Disputed,
        LeaderAndSponsorReview.DecisionNotNeeded).ToFrozenDictionary(rule => rule.Kind);

    /// <summary>The rule of a kind.</summary>
    /// <param name="kind">Why mails are sent.</param>
    public static MailRule Of(MailKind kind) => ByKind[kind];
}
