using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Which mails an engagement owes: requests and reminders of obligations, invitations to reviews, and notices.</summary>
internal static class MailsOwed
{
    /// <summary>All mails that are not decided yet, past and future, each with the time at which it goes; unordered.</summary>
    /// <param name="engagement">The engagement, time-driven facts included.</param>
    /// <param name="now">The present.</param>
    public static IEnumerable<MailOwed> Of(Engagement engagement, DateTimeOffset now) =>
        Planned(engagement, now).Select(mail => Mail(engagement, mail, now));

    /// <summary>The mails that are to go now, in the order in which they became due.</summary>
    /// <param name="engagement">The engagement, time-driven facts included.</param>
    /// <param name="now">The present.</param>
    public static IEnumerable<MailOwed> Due(Engagement engagement, DateTimeOffset now) =>
        Planned(engagement, now).Where(mail => mail.At <= now).OrderBy(mail => mail.At).Select(mail => Mail(engagement, mail, now));

    /// <summary>Whether a mail that was decided is still to be sent: who has answered since is not reminded.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">The decision.</param>
    public static bool IsStillOwed(Engagement engagement, MailDecided mail)
    {
        var cycle = engagement.Cycles[mail.Cycle - 1];
        if (IsForEarlierAddress(engagement, mail))
            return false;
        return mail.MailKind switch
        {
            MailKind.Request => Obligation() is { } obligation && obligation.OwedBy.RequestNumber == mail.Occasion,
            MailKind.Reminder => IsLatest() && Obligation() is { } obligation
                && (mail.Link is null || mail.Link.AddressNumber == obligation.OwedBy.AddressNumber),
            MailKind.Escalation => IsLatest() && Obligation() is not null,
            MailKind.ReviewInvitation =>
                engagement.Status == EngagementStatus.Active && cycle.ReviewOf(ReviewIn(cycle, mail.About)).IsPending,
            MailKind.MeetingScheduled => engagement.Status == EngagementStatus.Active
                && cycle.ReviewOf(MeetingIn(cycle, mail.About)) is { IsPending: true, Meeting: not null } review
                && review.MeetingSequence == mail.Occasion,
            MailKind.MeetingCancelled => cycle.ReviewOf(MeetingIn(cycle, mail.About)).MeetingSequence == mail.Occasion,
            MailKind.AccessCode => engagement.Find(mail.Recipient)?.Code is { IsUsed: false } code && code.Number == mail.Occasion,
            MailKind.Receipt => HeardBy(mail.Recipient) is not { IsHeard: false },
            MailKind.AddressChanged =>
                engagement.Find(mail.Recipient) is { Former.IsAsked: true } person && person.AddressNumber == mail.Occasion,
            MailKind.AddressToConfirm => AddressSubject(engagement, mail)?.AddressNumber == mail.Occasion,
            MailKind.AddressDisputed => AddressSubject(engagement, mail) is { IsDisputed: true },
            MailKind.MailBounced => engagement.Find(mail.About.Split('/')[^1]) is { Bouncing: true },
            _ => true,
        };

        Obligation? Obligation() => Agenda.ObligationsOf(engagement).FirstOrDefault(obligation => obligation.Key == mail.About);

        // Where mail could not go for weeks, one reminder says what several would.
        bool IsLatest() => engagement.Mails.LastOccasion(mail.MailKind, mail.About, mail.Recipient) == mail.Occasion;

        // Who has another address since is asked there as if for the first time: a receipt would tell of an answer that somebody else gave.
        Rater? HeardBy(string recipient) => cycle.FindRater(recipient);
    }

    // Its link is taken back; what still stands is mailed to the new address with another.
    private static bool IsForEarlierAddress(Engagement engagement, MailDecided mail) =>
        mail.Link is { } link && Links.RecipientOf(engagement, link)?.AddressNumber != link.AddressNumber;

    /// <summary>Whose meeting a <see cref="MailKind.MeetingScheduled"/> or <see cref="MailKind.MeetingCancelled"/> is about.</summary>
    /// <param name="cycle">The mail's cycle.</param>
    /// <param name="about">What the mail is about.</param>
    public static ReviewKind MeetingIn(Cycle cycle, string about) =>
        about == ReviewMeeting.Key(cycle, ReviewKind.Mid) ? ReviewKind.Mid : ReviewKind.End;

    /// <summary>Which review a <see cref="MailKind.ReviewInvitation"/> is about.</summary>
    /// <param name="cycle">The mail's cycle.</param>
    /// <param name="about">What the mail is about.</param>
    public static ReviewKind ReviewIn(Cycle cycle, string about) =>
        about == InvitationKey(cycle, ReviewKind.Mid) ? ReviewKind.Mid : ReviewKind.End;

    /// <summary>Whose address a <see cref="MailKind.AddressToConfirm"/> or <see cref="MailKind.AddressDisputed"/> is about.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">The decision.</param>
    public static Person? AddressSubject(Engagement engagement, MailDecided mail) =>
        engagement.FindIn(mail.Cycle, mail.About.Split('/')[^1]);

    /// <summary>To which of the recipient's addresses a mail goes; null for the firm.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">The decision.</param>
    public static int? AddressNumberOf(Engagement engagement, MailDecided mail)
    {
        var recipient = engagement.Find(mail.Recipient);
        return mail.MailKind == MailKind.AddressChanged ? recipient?.Former?.Number : recipient?.AddressNumber;
    }

    private static string InvitationKey(Cycle cycle, ReviewKind review) =>
        cycle.Key(review == ReviewKind.Mid ? "mid-invitation" : "end-invitation");

    // Their ids and links are made only for those that are asked for: each command asks when the next one goes, which names none.
    internal static IEnumerable<PlannedMail> Planned(Engagement engagement, DateTimeOffset now) => engagement.Length >= JournalRoom.Mails
        ? []
        :
        [
            .. Agenda.ObligationsOf(engagement).SelectMany(obligation => OfObligation(engagement, obligation, now)),
            .. Invitations(engagement, now),
            .. Notices(engagement, now),
        ];

    private static IEnumerable<PlannedMail> OfObligation(Engagement engagement, Obligation obligation, DateTimeOffset now)
    {
        var (owedBy, cycle) = (obligation.OwedBy, engagement.Cycle.Number);
        if (obligation.Requested
            && (engagement.Mails.LastOccasion(MailKind.Request, obligation.Key, owedBy.Id) ?? -1) < owedBy.RequestNumber)
            yield return new PlannedMail(
                MailKind.Request, obligation.Key, owedBy.Id, owedBy.RequestNumber, obligation.Since, cycle, obligation);

        if (engagement.Length >= JournalRoom.Reminders)
            yield break;

        var reminder = Agenda.NextReminder(engagement, obligation, now);
        yield return new PlannedMail(MailKind.Reminder, obligation.Key, owedBy.Id, reminder.Occasion, reminder.At, cycle, obligation);

        // Which rater is silent is not the firm's to know: it is told of the coach's obligation, the interviews as a whole.
        if (obligation.Kind == ObligationKind.RaterResponse)
            yield break;

        var escalation = Agenda.NextEscalation(engagement, obligation, now);
        yield return new PlannedMail(MailKind.Escalation, obligation.Key, Actor.Firm, escalation.Occasion, escalation.At, cycle);
    }

    private static IEnumerable<PlannedMail> Invitations(Engagement engagement, DateTimeOffset now)
    {
        if (engagement.Status != EngagementStatus.Active)
            yield break;

        var cycle = engagement.Cycle;
        foreach (var review in Enum.GetValues<ReviewKind>())
        {
            if (cycle.ReviewDay(review) is not { } day || !cycle.ReviewOf(review).IsPending)
                continue;

            var about = InvitationKey(cycle, review);
            foreach (var person in engagement.People)
            {
                var invited = engagement.Mails.LastAddress(MailKind.ReviewInvitation, about, person.Id);
                if (invited is not null && (person.AddressSince is null || invited == person.AddressNumber))
                    continue;

                var mornings = new WorkingMornings(engagement.Policy, person.TimeZone);
                var morning = mornings.OnOrBefore(day.AddDays(-engagement.Policy.ReviewInvitationBefore));
                var at = mornings.Reachable(
                    invited is null ? morning : Max(morning, mornings.NotBefore(person.AddressSince!.Value.AddTicks(1))), now);
                yield return new PlannedMail(MailKind.ReviewInvitation, about, person.Id, Occasion: 0, at, cycle.Number,
                    Address: invited is null ? 0 : person.AddressNumber);
            }
        }
    }

    private static IEnumerable<PlannedMail> Notices(Engagement engagement, DateTimeOffset now)
    {
        // Of two notices about the same thing (a meeting moved twice) only the newer one still says something true.
        foreach (var notices in engagement.Mails.Notices.GroupBy(notice => (notice.Key, notice.Kind, notice.Recipient)))
        {
            var notice = notices.MaxBy(candidate => (candidate.Occasion, candidate.Address))!;
            var at = notice.At;
            if (notice.Timing == MailTiming.WorkingMorning)
            {
                var mornings = new WorkingMornings(engagement.Policy, ZoneOf(engagement, notice.Recipient));
                at = mornings.Reachable(mornings.NotBefore(notice.At), now);
            }

            yield return new PlannedMail(
                notice.Kind, notice.Key, notice.Recipient, notice.Occasion, at, notice.Cycle, Address: notice.Address);
        }
    }

    /// <summary>
    /// When a mail that could not be sent is tried again: a mail that goes on working mornings keeps to them.
    /// </summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">The decision.</param>
    /// <param name="earliest">When the mail server may be asked again.</param>
    public static DateTimeOffset RetryAt(Engagement engagement, MailDecided mail, DateTimeOffset earliest)
    {
        if (mail.MailKind is not (
            MailKind.Reminder or MailKind.Escalation or MailKind.ReviewInvitation or MailKind.MonthUnlogged or MailKind.MailBounced))
            return earliest;

        var mornings = new WorkingMornings(engagement.Policy, ZoneOf(engagement, mail.Recipient));
        return mornings.IsNow(earliest) ? earliest : mornings.NotBefore(earliest);
    }

    /// <summary>
    /// When a mail goes for which the mail service has room only later. One that goes on working mornings may go later the same day:
    /// the next morning would be as crowded.
    /// </summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="mail">The decision.</param>
    /// <param name="room">When there is room.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset RoomAt(Engagement engagement, MailDecided mail, DateTimeOffset room, DateTimeOffset now)
    {
        var zone = ZoneOf(engagement, mail.Recipient);
        return Zones.DayOf(room, zone) == Zones.DayOf(now, zone) ? room : RetryAt(engagement, mail, room);
    }

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
        if (engagement.Find(recipient) is not { } person || engagement.Status == EngagementStatus.Cancelled || kind == MailKind.AccessCode)
            return null;
        if ((kind == MailKind.AddressChanged ? LinkPurpose.Address : obligation?.Link ?? Links.PageOf(person.Role)) is not { } purpose)
            return null;

        return new Link(
            NameBasedId.Of(mail, "link"), purpose, recipient, obligation?.Link is null ? null : obligation.Key, engagement.Cycle.Number,
            person.AddressNumber, obligation?.Revision, at.AddDays(engagement.Policy.LinkLife));
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
