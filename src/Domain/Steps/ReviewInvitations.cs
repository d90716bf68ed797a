namespace CoachingWorkflow.Domain;

/// <summary>A review, as mails are about it.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Review">The review as it stands.</param>
internal sealed record ReviewSubject(ReviewKind Kind, Review Review)
{
    /// <summary>The review whose key a mail has.</summary>
    /// <param name="mail">The decision.</param>
    /// <param name="key">The key of a review's mails.</param>
    public static ReviewSubject? Of(Engagement engagement, MailDecided mail, Func<Cycle, ReviewKind, string> key)
    {
        var cycle = MailRule.CycleOf(engagement, mail);
        return Enum.GetValues<ReviewKind>()
            .Where(kind => key(cycle, kind) == mail.About)
            .Select(kind => new ReviewSubject(kind, cycle.ReviewOf(kind)))
            .FirstOrDefault();
    }
}

/// <summary>Steps 7 and 8: coach, leader and sponsors are told that a review is coming.</summary>
internal static class ReviewInvitations
{
    public static MailRule<ReviewSubject> Mail { get; } = new(MailKind.ReviewInvitation, MailUrgency.Invitation, MailTiming.WorkingMorning)
    {
        SubjectOf = (engagement, mail) => ReviewSubject.Of(engagement, mail, Key),
        StillMatters = (engagement, _, subject) => engagement.Status == EngagementStatus.Active && subject.Review.IsPending,
    };

    public static IEnumerable<PlannedMail> Planned(Engagement engagement, DateTimeOffset now)
    {
        if (engagement.Status != EngagementStatus.Active)
            yield break;

        var cycle = engagement.Cycle;
        foreach (var review in Enum.GetValues<ReviewKind>())
        {
            if (cycle.ReviewDay(review) is not { } day || !cycle.ReviewOf(review).IsPending)
                continue;

            var about = Key(cycle, review);
            foreach (var person in engagement.People)
            {
                var invited = engagement.Mails.LastAddress(MailKind.ReviewInvitation, about, person.Id);
                if (invited is not null && (person.AddressSince is null || invited == person.AddressNumber))
                    continue;

                var mornings = new WorkingMornings(engagement.Policy, person.TimeZone);
                var morning = mornings.OnOrBefore(day.AddDays(-engagement.Policy.ReviewInvitationBefore));
                if (invited is not null && mornings.NotBefore(person.AddressSince!.Value.AddTicks(1)) is var moved && moved > morning)
                    morning = moved;

                yield return new PlannedMail(
                    MailKind.ReviewInvitation, about, person.Id, Occasion: 0, mornings.Reachable(morning, now), cycle.Number,
                    Address: invited is null ? 0 : person.AddressNumber);
            }
        }
    }

    private static string Key(Cycle cycle, ReviewKind review) =>
        cycle.Key(review == ReviewKind.Mid ? "mid-invitation" : "end-invitation");
}
