using System.Collections.Frozen;

namespace CoachingWorkflow.Views;

/// <summary>Gathers what a mail of each kind tells.</summary>
internal static class MailContents
{
    private static readonly FrozenDictionary<MailKind, Gathering> ByKind = new Gathering[]
    {
        new(MailKind.Welcome, WelcomeMail.Of),
        new(MailKind.Request, RequestMail.Of),
        new(MailKind.Reminder, RequestMail.Of),
        new(MailKind.Escalation, EscalationMail.Of, EscalationMail.DocumentsNeeded),
        new(MailKind.Receipt, ReceiptMails.Of),
        new(MailKind.ProgramBegins, ProgramBeginsMail.Of),
        new(MailKind.ProgramCorrected, ProgramCorrectedMail.Of),
        new(MailKind.ReviewInvitation, ReviewInvitationMail.Of),
        new(MailKind.MeetingScheduled, MeetingScheduledMail.Of, MeetingScheduledMail.DocumentsNeeded),
        new(MailKind.MeetingCancelled, MeetingCancelledMail.Of, MeetingCancelledMail.DocumentsNeeded),
        new(MailKind.MonthUnlogged, MonthUnloggedMail.Of),
        new(MailKind.MailBounced, MailBouncedMail.Of, MailBouncedMail.DocumentsNeeded),
        new(MailKind.FreshLink, sources => new FreshLinkMail(sources.Frame)),
        new(MailKind.AccessCode, AccessCodeMail.Of),
        new(MailKind.Completed, CompletedMail.Of),
        new(MailKind.Cancelled, sources => new CancelledMail(sources.Frame)),
        new(MailKind.AddressChanged, AddressChangedMail.Of),
        new(MailKind.AddressToConfirm, AddressToConfirmMail.Of, AddressToConfirmMail.DocumentsNeeded),
        new(MailKind.NewAddress, NewAddressMail.Of),
        new(MailKind.AddressDisputed, AddressDisputedMail.Of, AddressDisputedMail.DocumentsNeeded),
        new(MailKind.DecisionNotNeeded, DecisionNotNeededMail.Of, DecisionNotNeededMail.DocumentsNeeded),
    }.ToFrozenDictionary(gathering => gathering.Kind);

    /// <summary>The documents that <see cref="Of"/> needs: names, addresses, and what the kind adds.</summary>
    /// <param name="mail">A mail that is still owed (<see cref="MailsOwed.IsStillOwed"/>).</param>
    public static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
    [
        .. new[] { engagement.Leader.Details, engagement.Coach.Details, RecipientOf(engagement, mail)?.Details,
            AddressOf(engagement, mail) }
            .Concat(ByKind[mail.MailKind].DocumentsNeeded(engagement, mail)).OfType<DocumentRef>().Distinct(),
    ];

    /// <summary>What a mail tells.</summary>
    /// <param name="sources">What it is made of.</param>
    /// <exception cref="DocumentErasedException">
    /// A document that the mail needs was erased: the mail cannot be written any more.
    /// </exception>
    public static MailContent Of(MailSources sources) => ByKind[sources.Mail.MailKind].Of(sources);

    internal static Person? RecipientOf(Engagement engagement, MailDecided mail) => mail.Recipient == Actor.Firm
        ? null
        : engagement.FindIn(MailRule.CycleOf(engagement, mail).Number, mail.Recipient)
            ?? throw new InvalidOperationException($"Mail {mail.Mail} is for nobody who takes part.");

    internal static DocumentRef? AddressOf(Engagement engagement, MailDecided mail) =>
        MailRules.Of(mail.MailKind).GoesToFormerAddress
            ? RecipientOf(engagement, mail)?.Former?.Details
            : RecipientOf(engagement, mail)?.Details;

    private sealed record Gathering(
        MailKind Kind, Func<MailSources, MailContent> Of, Func<Engagement, MailDecided, IEnumerable<DocumentRef?>>? Needed = null)
    {
        public IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) => Needed?.Invoke(engagement, mail) ?? [];
    }
}
