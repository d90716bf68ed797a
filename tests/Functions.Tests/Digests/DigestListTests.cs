using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Digests;

/// <summary>What becomes of a digest's list after each answer of a mail server.</summary>
public sealed class DigestListTests
{
    private static readonly DateTimeOffset Morning = new(2027, 2, 8, 8, 0, 0, TimeSpan.Zero);

    private static readonly DigestMailSample Sample = SampleOf(new Story().Start());

    // The answer; whether the list was surely not taken before; its outcome; whether it is surely not taken now; minutes to wait.
    private static readonly (MailResult Answer, bool WasNotTaken, DigestOutcome? Outcome, bool IsNotTaken, int Minutes)[] Answers =
    [
        (new MailResult.Sent(), true, DigestOutcome.Sent, true, 0),
        (new MailResult.Sent(), false, DigestOutcome.Sent, false, 0),
        (new MailResult.Refused(), true, DigestOutcome.Refused, true, 0),
        (new MailResult.Erased(), true, DigestOutcome.Dropped, true, 0),
        (new MailResult.Deferred(TimeSpan.FromMinutes(5)), true, null, true, 5),
        (new MailResult.Deferred(null), true, null, true, 1),
        (new MailResult.Deferred(null), false, null, false, 1),
        (new MailResult.Deferred(null, IsUnanswered: true), true, null, false, 1),
        (new MailResult.Deferred(TimeSpan.FromHours(2)), true, DigestOutcome.Moved, true, 0),
        (new MailResult.Deferred(TimeSpan.FromHours(2)), false, null, false, 24 * 60),
        (new MailResult.OverQuota(Morning.AddHours(3)), true, null, true, 180),
        (new MailResult.OverQuota(Morning.AddHours(20)), true, DigestOutcome.Moved, true, 0),
        (new MailResult.MailboxFull(), true, DigestOutcome.Moved, true, 0),
        (new MailResult.MailboxFull(), false, null, false, 1),
    ];

    [Fact]
    public void Only_a_list_that_was_surely_not_taken_is_told_in_other_words() => Assert.All(Answers, expected =>
    {
        var list = List() with { IsNotTaken = expected.WasNotTaken };

        var after = list.After(expected.Answer, Sample, Morning);

        Assert.Equal((expected.Outcome, expected.IsNotTaken), (after.Outcome, after.IsNotTaken));
        if (expected.Minutes > 0)
            Assert.Equal(Morning.AddMinutes(expected.Minutes), after.NotBefore);
    });

    [Fact]
    public void A_mailbox_that_has_been_full_for_days_counts_as_refused()
    {
        var since = List() with { FullSince = Morning.AddDays(-4.9) };

        Assert.Equal(DigestOutcome.Moved, since.After(new MailResult.MailboxFull(), Sample, Morning).Outcome);
        Assert.Equal(DigestOutcome.Refused, since.After(new MailResult.MailboxFull(), Sample, Morning.AddDays(0.1)).Outcome);
    }

    [Fact]
    public void A_list_of_one_goes_under_the_id_of_its_mail_and_others_under_ids_of_their_own()
    {
        DigestItem[] two = [new("a", "mail-1", IsOwed: true, 1), new("b", "mail-2", IsOwed: true, 1)];

        Assert.Equal("mail-2", DigestList.MailOf("digest", 1, [two[0] with { IsOwed = false }, two[1]]));
        var ids = new[] { ("digest", 1), ("digest", 2), ("other", 1) }
            .Select(list => DigestList.MailOf(list.Item1, list.Item2, two)).ToList();
        Assert.Distinct(ids);
        Assert.Equal(ids[0], DigestList.MailOf("digest", 1, two));
    }

    [Fact]
    public void The_id_of_a_digest_tells_its_morning_and_neither_firm_nor_address()
    {
        var id = DigestId.Of([1, 2, 3], Morning);

        Assert.Equal(Morning, DigestId.MorningOf(id));
        Assert.Matches("^20270208T0800-[0-9a-f]{32}$", id);
        Assert.Distinct([id, DigestId.Of([1, 2, 4], Morning), DigestId.Of([1, 2, 3], Morning.AddMinutes(1))]);
    }

    private static DigestList List() => new(1, "mail", Morning.AddHours(1), [new DigestItem("a", "mail", IsOwed: true, 1)])
    {
        IsNotTaken = true,
        NotBefore = Morning,
    };

    private static DigestMailSample SampleOf(Story story)
    {
        var coach = story.Engagement.Coach.Id;
        var mail = new MailDecided("mail", MailKind.Reminder, "1/context", coach, Occasion: 21, Cycle: 1, Link: null);
        return new DigestMailSample(
            story.Engagement.Apply(
                new PersonChanged(coach, "Europe/Berlin", story.Engagement.Coach.Details, AddressChanged: false), Morning),
            new PendingMail(mail, Number: 0, Morning, Attempts: 0, Morning));
    }
}
