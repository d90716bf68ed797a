namespace CoachingWorkflow.Domain.Tests;

/// <summary>What is gathered in digests, when it is decided and handed over, and where it goes when it has missed its morning.</summary>
public sealed class GatheringTests
{
    private static readonly DigestSlot Slot = new("digest", Scenario.Instant("2027-03-01T08:00:00Z"));

    [Fact]
    public void Reminders_and_what_merely_informs_are_gathered_and_nothing_that_asks_or_answers() => Assert.Equal(
        [MailKind.Reminder, MailKind.Escalation, MailKind.MonthUnlogged, MailKind.MailBounced],
        Enum.GetValues<MailKind>().Where(kind => MailRules.Of(kind).IsGathered));

    [Fact]
    public void What_is_gathered_is_decided_five_minutes_ahead_for_the_digest_of_its_recipients_address()
    {
        var scenario = Late(out var morning);
        scenario.At(morning - DigestSlot.Ahead - TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Decided(scenario), mail => MailRules.Of(mail.MailKind).IsGathered);

        scenario.At(morning - DigestSlot.Ahead);
        var decided = Decided(scenario).ToDictionary(mail => mail.MailKind);

        Assert.Equal([MailKind.Reminder, MailKind.Escalation], decided.Keys.Order());
        Assert.Equal(new DigestSlot($"demo/{Scenario.Details("coach").Email}/{morning:O}", morning), decided[MailKind.Reminder].Digest);
        Assert.Equal(new DigestSlot($"demo//{morning:O}", morning), decided[MailKind.Escalation].Digest);
    }

    [Fact]
    public void What_is_decided_is_handed_over_at_once_and_wakes_nobody_before_a_week_has_passed()
    {
        var scenario = Late(out var morning).At(morning - DigestSlot.Ahead);
        var pending = scenario.Append([.. Decided(scenario)]).Engagement;

        Assert.Equal(2, Gathering.Due(pending, scenario.Now).Count());
        Assert.All(Gathering.Due(pending, scenario.Now), slot => Assert.Single(Gathering.Of(pending, slot.Id)));
        Assert.Equal(morning.AddDays(7) - DigestSlot.Ahead, Agenda.WakeAt(pending, scenario.Now));
        Assert.Equal(morning.AddMinutes(60), Gathering.LatestFor(pending, new DigestSlot("any", morning)));
    }

    [Theory]
    [InlineData("2027-03-01T07:55:00Z", "2027-03-08T08:00:00Z")]
    [InlineData("2027-03-08T08:00:00Z", "2027-03-09T08:00:00Z")]
    [InlineData("2027-03-20T12:00:00Z", "2027-03-21T08:00:00Z")]
    public void What_was_lost_with_its_digest_is_looked_after_every_day(string now, string expected) =>
        Assert.Equal(Scenario.Instant(expected), Slot.NextLook(Scenario.Instant(now)));

    [Theory]
    [InlineData("2027-04-08T13:00:00Z", "2027-04-09T07:00:00Z")]
    [InlineData("2027-04-09T07:00:00Z", "2027-04-12T07:00:00Z")]
    [InlineData("2027-04-10T08:00:00Z", "2027-04-12T07:00:00Z")]
    public void What_missed_its_morning_goes_on_the_next_working_morning(string now, string next)
    {
        var (at, morning) = (Scenario.Instant(now), Scenario.Instant(next));
        var scenario = Late(out _).At(at.AddMinutes(-10));
        const string mail = "missed";
        var coach = scenario.Engagement.Coach.Id;
        scenario.Append(
            new MailDecided(mail, MailKind.Reminder, "1/context", coach, Occasion: 21, Cycle: 1, Link: null) { Digest = Slot });

        scenario.At(at).Do(new MoveMails(Slot.Id, [mail, "no such mail"], at.AddDays(-1), Name));

        scenario.ChangesNothing(new MoveMails(Slot.Id, [mail], FullSince: null, Name));

        var pending = scenario.Engagement.Mails.Pending[mail];
        Assert.Equal((morning, morning - DigestSlot.Ahead), (pending.Digest!.At, pending.NotBefore));
        Assert.Equal(at.AddDays(-1), pending.FullSince);
        Assert.DoesNotContain(Gathering.Due(scenario.Engagement, at), slot => slot == pending.Digest);
        Assert.Contains(Gathering.Due(scenario.Engagement, pending.NotBefore), slot => slot == pending.Digest);
    }

    private static Scenario Late(out DateTimeOffset morning)
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario).RunUntil(scenario.Now.AddDays(34));
        Assert.DoesNotContain(post.Sent, mail => mail.Kind == MailKind.Escalation);
        var owed = MailsOwed.Of(scenario.Engagement, scenario.Now).Where(mail => mail.Kind is MailKind.Escalation or MailKind.Reminder);
        morning = Assert.Single(owed.Select(mail => mail.At).Distinct());
        return scenario;
    }

    private static IEnumerable<MailDecided> Decided(Scenario scenario) =>
        scenario.Decide(new DecideMails(scenario.Now, Name)).Facts.OfType<MailDecided>();

    private static string Name(string firm, string? email, DateTimeOffset morning) => $"{firm}/{email}/{morning:O}";
}
