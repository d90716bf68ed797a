using System.Collections.Concurrent;
using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>What holds of every engagement, whatever happens to it and in whatever order.</summary>
public sealed class RandomEngagementTests
{
    private const int Engagements = 120;

    [Fact]
    public void An_engagement_is_always_in_exactly_one_step_and_its_records_fit_together()
    {
        var seen = new ConcurrentDictionary<(EngagementStatus, int, Step), int>();
        Walk(scenario => AssertItFitsTogether(scenario, seen));

        // Nothing was shown if the walks did not come around: every step, both ends, and a second cycle.
        Assert.All(Enum.GetValues<Step>(), step => Assert.Contains((EngagementStatus.Active, 1, step), seen.Keys));
        Assert.Contains((EngagementStatus.Completed, 1, Step.EndOfProgramReview), seen.Keys);
        Assert.Contains((EngagementStatus.Active, 2, Step.DefiningTheContext), seen.Keys);
        Assert.Contains(seen.Keys, place => place.Item1 == EngagementStatus.Cancelled);
    }

    private static void AssertItFitsTogether(Scenario scenario, ConcurrentDictionary<(EngagementStatus, int, Step), int> seen)
    {
        var engagement = scenario.Engagement;
        seen.TryAdd((engagement.Status, engagement.Cycle.Number, engagement.Cycle.Step), 0);
        AssertObligationsAreSound(engagement);
        Assert.Equal(scenario.Journal.Count, engagement.Length);
        Assert.Equal(Enumerable.Range(1, engagement.Cycles.Count), engagement.Cycles.Select(cycle => cycle.Number));
        Assert.Equal(engagement.Status == EngagementStatus.Active, engagement.EndedAt is null);
        Assert.All(engagement.Cycles.SkipLast(1), cycle => Assert.Equal(EndDecision.NewProgram, cycle.EndDecision));

        foreach (var cycle in engagement.Cycles)
        {
            Assert.Equal(Enumerable.Range(1, cycle.Revisions.Count), cycle.Revisions.Select(revision => revision.Number));
            Assert.All(cycle.Revisions, revision => Assert.Equal(
                revision.Decisions.Count, revision.Decisions.Select(decision => decision.Person).Distinct(StringComparer.Ordinal).Count()));
            Assert.True(cycle.Raters.Count <= 40);
            Assert.Equal(cycle.Sessions.Sum(session => session.Minutes), cycle.MinutesUsed);
            Assert.All(cycle.UnloggedMonths, month => Assert.InRange(month, 1, cycle.Months));
            Assert.False(cycle.MidReview.IsHeld && cycle.MidReview.IsLapsed);
            if (cycle.Commitment is { } commitment)
            {
                var revision = Assert.Single(cycle.Revisions, revision => revision.Number == commitment.Revision);
                Assert.Equal(LeaderAndSponsorReview.Deciders(engagement).Count(), revision.Decisions.Count);
                Assert.False(revision.IsReturned);
                Assert.All(cycle.Sessions, session => Assert.True(session.HeldOn >= commitment.On));
            }
            else
            {
                Assert.Empty(cycle.Sessions);
                Assert.True(cycle.Step <= Step.LeaderAndSponsorReview);
            }
        }
    }

    private static void AssertObligationsAreSound(Engagement engagement)
    {
        var obligations = Agenda.ObligationsOf(engagement).ToList();
        Assert.Equal(obligations.Count, obligations.Select(obligation => obligation.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(obligations, obligation => Assert.Equal(obligation.OwedBy, engagement.Find(obligation.OwedBy.Id)));
        Assert.All(obligations, obligation => Assert.Contains(obligation.Due.DayOfWeek, engagement.Policy.WorkingDays));
        Assert.Equal(engagement.Status == EngagementStatus.Active, obligations.Count > 0);
    }

    [Fact]
    public void A_step_is_left_for_the_next_except_to_revise_and_to_show_what_overlaps() =>
        Gen.Select(RandomWalk.Starts, RandomWalk.Moves).Sample(
        (scenario, moves) =>
        {
            new RandomWalk(scenario).Take(moves);
            var state = Engagement.None;
            foreach (var entry in scenario.Journal)
            {
                var before = state;
                state = state.Apply(entry);
                if (!before.Exists || before.Cycle.Number != state.Cycle.Number)
                    continue;

                Assert.True(
                    state.Cycle.Step == before.Cycle.Step
                    || (before.Cycle.Step < Step.IndividualCoachingMeetings && state.Cycle.Step == before.Cycle.Step + 1)
                    || (before.Cycle.Step == Step.LeaderAndSponsorReview && state.Cycle.Step == Step.AssessmentAndDesign)
                    || (before.Cycle.Step >= Step.IndividualCoachingMeetings && state.Cycle.Step >= Step.IndividualCoachingMeetings),
                    $"{entry.Fact.GetType().Name} led from {before.Cycle.Step} to {state.Cycle.Step}.");
                Assert.Equal(state.Cycle.Step == before.Cycle.Step ? before.Cycle.StepSince : entry.At, state.Cycle.StepSince);
            }
        },
        iter: Engagements);

    [Fact]
    public void A_journal_folds_to_the_same_state_at_once_again_and_after_a_trip_through_JSON() =>
        Gen.Select(RandomWalk.Starts, RandomWalk.Moves).Sample(
        (scenario, moves) =>
        {
            new RandomWalk(scenario).Take(moves);

            var shown = FactJson.Show(scenario.Engagement);

            Assert.Equal(shown, FactJson.Show(Engagement.From(scenario.Journal)));
            var travelled = scenario.Journal.Select(entry => entry with { Fact = FactJson.Read(FactJson.Write(entry.Fact)) });
            Assert.Equal(shown, FactJson.Show(Engagement.From(travelled)));
        },
        iter: Engagements);

    [Fact]
    public void Mails_that_time_brings_go_at_nine_on_working_days_to_the_right_person_and_never_two_a_day_about_one_thing() =>
        Gen.Select(RandomWalk.Starts, RandomWalk.Moves).Sample(
        (scenario, moves) =>
        {
            var walk = new RandomWalk(scenario);
            walk.Take(moves);

            var timed = walk.Post.Sent.Where(mail =>
                mail.Kind is MailKind.Reminder or MailKind.Escalation or MailKind.ReviewInvitation or MailKind.MonthUnlogged
                    or MailKind.MailBounced).ToList();
            Assert.All(timed, mail => Assert.True(mail.SentAt - mail.Mail.At <= TimeSpan.FromHours(1)));
            Assert.All(timed.Where(mail => mail.Kind is MailKind.Escalation or MailKind.MonthUnlogged), mail =>
            {
                Assert.Equal(Actor.Firm, mail.Recipient);
                WorkingHours.AssertWithin(mail.Mail.At, scenario.Engagement.FirmTimeZone);
            });

            // What still stands goes to a new address too, on the same day if need be.
            foreach (var same in timed.GroupBy(mail => (mail.Kind, mail.About, mail.Recipient, AddressOf(scenario, mail).Number)))
                Assert.Equal(
                    same.Count(), same.Select(mail => Zones.DayOf(mail.Mail.At, AddressOf(scenario, mail).Zone)).Distinct().Count());
        },
        iter: Engagements);

    // As of when it was decided on: whoever moves from Kolkata to Auckland has two mornings in one day of UTC.
    private static (int Number, string Zone) AddressOf(Scenario scenario, Delivered mail)
    {
        var engagement = Engagement.From(
            scenario.Journal.TakeWhile(entry => entry.Fact is not MailDecided decided || decided.Mail != mail.Mail.Id));
        return mail.Recipient != Actor.Firm && engagement.FindIn(mail.Mail.Cycle, mail.Recipient) is { } person
            ? (person.AddressNumber, person.TimeZone)
            : (0, engagement.FirmTimeZone);
    }

    [Fact]
    public void A_reminder_goes_at_nine_of_the_clock_of_whoever_owes_it_and_only_while_the_obligation_stands()
    {
        Gen.Select(RandomWalk.Starts, RandomWalk.Moves).Sample(
            (scenario, moves) =>
            {
                new RandomWalk(scenario).Take(moves);
                var state = Engagement.None;
                foreach (var entry in scenario.Journal)
                {
                    if (entry.Fact is MailDecided { MailKind: MailKind.Reminder } mail)
                    {
                        var obligation = Assert.Single(Agenda.ObligationsOf(state), obligation => obligation.Key == mail.About);
                        Assert.Equal(obligation.OwedBy.Id, mail.Recipient);
                        Assert.True(entry.At >= obligation.Since);
                        var nine = entry.At - TimeSpan.FromTicks(
                            (entry.At.ToOffset(Offset(entry.At, obligation.OwedBy.TimeZone)).TimeOfDay - TimeSpan.FromHours(9)).Ticks);
                        Assert.InRange(entry.At - nine, -DigestSlot.Ahead, TimeSpan.FromHours(1));
                        WorkingHours.AssertWithin(nine, obligation.OwedBy.TimeZone);
                    }

                    state = state.Apply(entry);
                }
            },
            iter: Engagements);

        static TimeSpan Offset(DateTimeOffset at, string zone) => TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(at);
    }

    private static void Walk(Action<Scenario> check) => Gen.Select(RandomWalk.Starts, RandomWalk.Moves).Sample(
        (scenario, moves) => new RandomWalk(scenario) { Check = () => check(scenario) }.Take(moves),
        iter: Engagements);
}
