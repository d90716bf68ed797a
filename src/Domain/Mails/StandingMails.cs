namespace CoachingWorkflow.Domain;

/// <summary>
/// What was mailed to a person's former address and still stands, so that it goes to the new one too. Requests follow from obligations.
/// </summary>
internal static class StandingMails
{
    public static IEnumerable<Notice> Of(Engagement after, string id)
    {
        var person = after.Find(id)!;
        IEnumerable<Notice> standing = [.. Unsent(after, person), .. Welcome(after, person), .. Meetings(after, person)];
        return standing.DistinctBy(notice => (notice.Key, notice.Kind)).Select(notice => notice with { Address = person.AddressNumber });
    }

    // A link to the former address is in it, so it is dropped when it comes to sending.
    private static IEnumerable<Notice> Unsent(Engagement after, Person person) =>
        from pending in after.Mails.Pending.Values
        let mail = pending.Decided
        where mail.Recipient == person.Id && mail.Link is not null && mail.MailKind
            is MailKind.Receipt or MailKind.ProgramBegins or MailKind.ProgramCorrected or MailKind.MeetingScheduled
                or MailKind.MeetingCancelled
        select new Notice(mail.About, mail.MailKind, person.Id, Occasion: mail.Occasion);

    private static IEnumerable<Notice> Welcome(Engagement after, Person person) => after.Cycle.Commitment is null && person.IsConfirmed
        ? Welcomes.Of(after).Where(notice => notice.Recipient == person.Id && WasDecided(after, notice))
        : [];

    private static IEnumerable<Notice> Meetings(Engagement after, Person person) =>
        from kind in Enum.GetValues<ReviewKind>()
        let review = after.Cycle.ReviewOf(kind)
        where review.IsPending && review.Meeting?.StartsAt > person.AddressSince
        from notice in ReviewMeeting.Notices(after, kind, MailKind.MeetingScheduled, review.MeetingSequence)
        where notice.Recipient == person.Id && WasDecided(after, notice)
        select notice;

    private static bool WasDecided(Engagement after, Notice notice) =>
        after.Mails.LastOccasion(notice.Kind, notice.Key, notice.Recipient) == notice.Occasion;
}
