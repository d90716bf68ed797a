using CoachingWorkflow.Functions.Mail.Letters;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Writes the mails that the journal has decided on. None of them holds confidential text.</summary>
/// <param name="renderer">Renders their words.</param>
internal sealed class MailComposer(MailRenderer renderer)
{
    /// <summary>The documents that <see cref="ComposeAsync"/> needs: names, addresses, and a meeting's place.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">A mail that is still owed (<see cref="MailsOwed.IsStillOwed"/>).</param>
    public static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, MailDecided mail)
    {
        var cycle = MailContext.CycleOf(engagement, mail);
        var people =
            new[] { engagement.FindIn(cycle.Number, mail.Recipient), engagement.Leader, engagement.Coach, SubjectOf(engagement, mail) };
        var places = ReviewLetters.Calendar(engagement, mail).Select(entry => entry.Meeting.Place);
        return [
            .. people.Select(person => person?.Details).Append(MailContext.AddressOf(engagement, mail)).Concat(places).OfType<DocumentRef>()
            .Distinct()];
    }

    /// <summary>Writes a mail.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">A mail that is still owed (<see cref="MailsOwed.IsStillOwed"/>).</param>
    /// <param name="decidedAt">
    /// When it was decided (<see cref="PendingMail.At"/>); the same mail is written the same on every attempt.
    /// </param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm.</param>
    /// <param name="href">The address of a link's page, with its token.</param>
    /// <param name="code">The digits of a person's access code.</param>
    /// <exception cref="DocumentErasedException">
    /// A document that the mail needs was erased: the mail cannot be written any more.
    /// </exception>
    public async Task<OutgoingMail> ComposeAsync(
        Engagement engagement,
        MailDecided mail,
        DateTimeOffset decidedAt,
        IReadOnlyDictionary<string, Document> documents,
        FirmContact firm,
        Func<Link, string> href,
        Func<Person, string> code)
    {
        var context = MailContext.Of(engagement, mail, decidedAt, documents, firm, href, code);
        var view = Write(context);
        return new OutgoingMail(
            mail.Mail,
            engagement.Id,
            mail.MailKind,
            context.Firm.Name,
            firm.Email,
            context.To.Name,
            context.To.Email,
            view.Subject,
            await renderer.HtmlAsync(view),
            MailRenderer.Text(view),
            view.Action is { } action ? [new MailLink(action.Rel, action.Href)] : [],
            ReviewLetters.Attachments(context));
    }

    private static MailView Write(MailContext context) => context.Mail.MailKind switch
    {
        MailKind.Welcome => ProgramLetters.Welcome(context),
        MailKind.Request or MailKind.Reminder => ObligationLetters.Ask(context),
        MailKind.Receipt => ReceiptLetters.Receipt(context),
        MailKind.ProgramBegins => ProgramLetters.Begins(context),
        MailKind.ProgramCorrected => ProgramLetters.Corrected(context),
        MailKind.ReviewInvitation => ReviewLetters.Invitation(context),
        MailKind.MeetingScheduled => ReviewLetters.Scheduled(context),
        MailKind.MeetingCancelled => ReviewLetters.CalledOff(context),
        MailKind.FreshLink => AccessLetters.FreshLink(context),
        MailKind.AccessCode => AccessLetters.Code(context),
        MailKind.Completed => ProgramLetters.Completed(context),
        MailKind.Cancelled => ProgramLetters.Cancelled(context),
        MailKind.AddressChanged => AddressLetters.Changed(context),
        MailKind.AddressToConfirm => AddressLetters.ToConfirm(context),
        MailKind.NewAddress => AddressLetters.New(context),
        MailKind.AddressDisputed => AddressLetters.Disputed(context),
        MailKind.Escalation => FirmLetters.Escalation(context),
        MailKind.MonthUnlogged => FirmLetters.MonthUnlogged(context),
        MailKind.MailBounced => FirmLetters.MailBounced(context),
        _ => throw new ArgumentOutOfRangeException(nameof(context), context.Mail.MailKind, message: null),
    };

    // Whom a mail names beside leader, coach and recipient.
    private static Person? SubjectOf(Engagement engagement, MailDecided mail) => mail.MailKind switch
    {
        MailKind.Escalation => ObligationLetters.ObligationOf(engagement, mail).OwedBy,
        MailKind.MailBounced => FirmLetters.BouncingOf(engagement, mail),
        MailKind.AddressToConfirm or MailKind.AddressDisputed => MailsOwed.AddressSubject(engagement, mail),
        _ => null,
    };
}
