using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Which mails an engagement owes: requests and reminders of obligations, invitations to reviews, and notices.</summary>
internal static class MailsOwed
{
    /// <summary>All mails that are not decided yet, past and future, each with the time at which it goes; unordered.</summary>
    /// <param name="engagement">The engagement, time-driven facts included.</param>
    public static IEnumerable<MailOwed> Of(Engagement engagement, DateTimeOffset now) =>
        Planned(engagement, now).Select(mail => Mail(engagement, mail, now));

    /// <summary>The mails that are to be decided now, in the order in which they go.</summary>
    /// <param name="engagement">The engagement, time-driven facts included.</param>
    public static IEnumerable<MailOwed> Due(Engagement engagement, DateTimeOffset now) =>
        Planned(engagement, now).Where(mail => mail.DecideAt <= now).OrderBy(mail => mail.At).Select(mail => Mail(engagement, mail, now));

    /// <summary>Whether a mail that was decided is still to be sent.</summary>
    /// <param name="mail">The decision.</param>
    public static bool IsStillOwed(Engagement engagement, MailDecided mail) =>
        !IsForEarlierAddress(engagement, mail) && MailRules.Of(mail.MailKind).IsStillOwed(engagement, mail);

    // Its link is taken back; what still stands is mailed to the new address with another.
    private static bool IsForEarlierAddress(Engagement engagement, MailDecided mail) =>
        mail.Link is { } link && Links.RecipientOf(engagement, link)?.AddressNumber != link.AddressNumber;

    /// <summary>To which of the recipient's addresses a mail goes; null for the firm.</summary>
    /// <param name="mail">The decision.</param>
    public static int? AddressNumberOf(Engagement engagement, MailDecided mail)
    {
        var recipient = engagement.Find(mail.Recipient);
        return MailRules.Of(mail.MailKind).GoesToFormerAddress ? recipient?.Former?.Number : recipient?.AddressNumber;
    }

    // Their ids and links are made only for those that are asked for: each command asks when the next one goes, which names none.
    internal static IEnumerable<PlannedMail> Planned(Engagement engagement, DateTimeOffset now) => engagement.Length >= JournalRoom.Mails
        ? []
        :
        [
            .. Agenda.ObligationsOf(engagement).SelectMany(obligation => ObligationMails.Planned(engagement, obligation, now)),
            .. ReviewInvitations.Planned(engagement, now),
            .. Notices(engagement, now),
        ];

    private static IEnumerable<PlannedMail> Notices(Engagement engagement, DateTimeOffset now)
    {
        // Of two notices about the same thing (a meeting moved twice) only the newer one still says something true.
        foreach (var notices in engagement.Mails.Notices.GroupBy(notice => (notice.Key, notice.Kind, notice.Recipient)))
        {
            var notice = notices.MaxBy(candidate => (candidate.Occasion, candidate.Address))!;
            var at = notice.At;
            if (MailRules.Of(notice.Kind).Timing != MailTiming.AtOnce)
            {
                var mornings = MorningsOf(engagement, notice.Recipient);
                at = mornings.Reachable(mornings.NotBefore(notice.At), now);
            }

            yield return new PlannedMail(
                notice.Kind, notice.Key, notice.Recipient, notice.Occasion, at, notice.Cycle, Address: notice.Address);
        }
    }

    /// <summary>
    /// When a mail that could not be sent is tried again: a mail that goes on working mornings keeps to them.
    /// </summary>
    /// <param name="mail">The decision.</param>
    /// <param name="earliest">When the mail server may be asked again.</param>
    public static DateTimeOffset RetryAt(Engagement engagement, MailDecided mail, DateTimeOffset earliest)
    {
        if (MailRules.Of(mail.MailKind).Timing == MailTiming.AtOnce)
            return earliest;

        var mornings = MorningsOf(engagement, mail.Recipient);
        return mornings.IsNow(earliest) ? earliest : mornings.NotBefore(earliest);
    }

    /// <summary>The working morning after this one.</summary>
    /// <param name="mail">The decision.</param>
    public static DateTimeOffset NextMorning(Engagement engagement, MailDecided mail, DateTimeOffset now) =>
        MorningsOf(engagement, mail.Recipient).NotBefore(now.AddTicks(1));

    /// <summary>
    /// When a mail goes for which the mail service has room only later. One that goes on working mornings may go later the same day:
    /// the next morning would be as crowded.
    /// </summary>
    /// <param name="mail">The decision.</param>
    /// <param name="room">When there is room.</param>
    public static DateTimeOffset RoomAt(Engagement engagement, MailDecided mail, DateTimeOffset room, DateTimeOffset now)
    {
        var zone = ZoneOf(engagement, mail.Recipient);
        return Zones.DayOf(room, zone) == Zones.DayOf(now, zone) ? room : RetryAt(engagement, mail, room);
    }

    private static WorkingMornings MorningsOf(Engagement engagement, string recipient) =>
        new(engagement.Policy, ZoneOf(engagement, recipient));

    private static string ZoneOf(Engagement engagement, string recipient) =>
        engagement.Find(recipient)?.TimeZone ?? engagement.FirmTimeZone;

    private static MailOwed Mail(Engagement engagement, PlannedMail mail, DateTimeOffset now)
    {
        var (kind, about, recipient, occasion, at, cycle, obligation, address) = mail;
        var name = $"mail/{kind}/{about}/{recipient}/{occasion}";
        var id = NameBasedId.Of(engagement.Id, address == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{address}"));
        return new MailOwed(
            id, kind, about, recipient, occasion, at, cycle, LinkOf(engagement, id, kind, recipient, obligation, Max(at, now)));
    }

    // Every mail carries a fresh link: to what it asks for, or else to the recipient's own page.
    private static Link? LinkOf(
        Engagement engagement, string mail, MailKind kind, string recipient, Obligation? obligation, DateTimeOffset at)
    {
        var rule = MailRules.Of(kind);
        if (engagement.Find(recipient) is not { } person || engagement.Status == EngagementStatus.Cancelled || !rule.CarriesLink)
            return null;
        if ((rule.GoesToFormerAddress ? LinkPurpose.Address : obligation?.Link ?? Links.PageOf(person.Role)) is not { } purpose)
            return null;

        return new Link(
            NameBasedId.Of(mail, "link"), purpose, recipient, obligation?.Link is null ? null : obligation.Key, engagement.Cycle.Number,
            person.AddressNumber, obligation?.Revision, Links.IsPage(purpose) ? null : at.AddDays(engagement.Policy.LinkLife));
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
