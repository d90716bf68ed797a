using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>
/// Which rater is silent is the coach's to know. Two engagements are played that differ only in which of the raters of a group have
/// answered: whatever firm, sponsors and leader can read, whatever is mailed to anybody but raters, and whatever the firm is answered
/// when it tries to find out, is the same.
/// </summary>
public sealed class SilentRatersTests
{
    private const int Cases = 150;

    private const int Everyone = 0x1FF;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Gen<string> Zone = Gen.OneOf(
        new[] { "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Etc/UTC" }.Select(Gen.Const).ToArray());

    private static readonly Gen<Play> Plays = Gen.Select(
        Gen.Select(Gen.Enum<Relationship>(), Zone).Array[3, 9], Gen.Int[0, 6], Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100]),
        Gen.Int[0, 2 * Everyone],
        Gen.Select(Gen.Enum<Probe>(), Gen.Int[0, 30], Gen.Bool).Array[0, 4], Zone, Gen.Int[0, 40],
        (raters, later, swapped, others, probes, coachZone, rest) =>
            new Play([.. raters], later, swapped, Math.Min(others, Everyone), [.. probes], coachZone, rest));

    private enum Probe
    {
        NewAddress,
        NewTimeZone,
        RecordInterview,
        Close,
        CloseWithReason,
        AddRaters,
    }

    [Fact]
    public void Nobody_but_the_coach_can_tell_which_rater_of_a_group_has_answered() => Plays.Sample(play =>
    {
        var first = new World(play);
        if (first.Pair(play.Swapped, forLeader: false) is not var (one, another))
            return;

        var second = new World(play);
        Assert.Equal(first.Play(one, another), second.Play(another, one));
    }, iter: Cases);

    [Fact]
    public void Nor_can_the_leader_to_whom_the_boss_may_stand_alone() => Plays.Sample(play =>
    {
        // The leader tries nothing: what the firm records or changes is not the leader's to know.
        play = play with { Probes = [] };
        var first = new World(play);
        if (first.Pair(play.Swapped, forLeader: true) is not var (one, another))
            return;

        var second = new World(play);
        first.Play(one, another);
        second.Play(another, one);
        Assert.Equal(first.Leader, second.Leader);
    }, iter: Cases);

    [Fact]
    public void Groups_that_were_counted_together_are_never_parted() =>
        Gen.Select(Gen.Enum<Relationship>(), Gen.Int[1, 2]).Array[0, 14].Sample(asked =>
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews);
        var counted = new List<(int Raters, ImmutableArray<CountedGroupOfTest> Groups)>();
        foreach (var (relationship, days) in asked)
        {
            scenario.AfterDays(days).Do(Commands.Raters(relationship));
            counted.Add(
                (scenario.Cycle.Raters.Count,
                [.. GroupView.Of(scenario.Engagement, scenario.Cycle, scenario.Now.AddDays(1)).Select(CountedGroupOfTest.Of)]));
        }

        foreach (var (before, after) in counted.Zip(counted.Skip(1)))
        {
            Assert.All(before.Groups, group => Assert.Contains(after.Groups, wider => group.Relationships.IsSubsetOf(wider.Relationships)));
            Assert.All(after.Groups, group => Assert.InRange(group.Asked, 3, 14));
            Assert.Equal(after.Raters < 3 ? 0 : after.Raters, after.Groups.Sum(group => group.Asked));
        }
    }, iter: Cases);

    [Fact]
    public void Who_answered_before_there_were_enough_to_be_counted_is_not_given_away_by_those_who_come_after()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.Raters(Relationship.Peer));
        scenario.Do(Commands.Respond(scenario.Cycle.Raters[0].Person.Id, link: "link"));
        scenario.AfterDays(1).Do(Commands.Raters(Relationship.Peer, Relationship.Peer));

        Assert.Empty(GroupView.Of(scenario.Engagement, scenario.Cycle, scenario.Now));
        Assert.Equal(4, scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null)).AnswersMissing);
        Assert.Equal(1, Assert.Single(GroupView.Of(scenario.Engagement, scenario.Cycle, scenario.Now.AddDays(1))).Responded);
    }

    [Fact]
    public void Who_has_a_new_address_is_asked_there_as_if_for_the_first_time_whether_or_not_an_answer_came_from_the_old_one()
    {
        Assert.Equal(MailsToNewAddress(answered: true), MailsToNewAddress(answered: false));

        static List<(DateTimeOffset, MailKind)> MailsToNewAddress(bool answered)
        {
            var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
            var post = new PostOffice(scenario);
            post.RunUntil(scenario.Now.AddDays(10));
            var rater = scenario.Cycle.Raters[1].Person;
            if (answered)
                scenario.Do(Commands.Respond(rater.Id, link: post.Sent.Last(mail => mail.Recipient == rater.Id).Mail.Link!.Id), rater.Id);
            post.RunUntil(scenario.Now.AddDays(30));
            scenario.Do(Commands.NewAddress(rater));
            var before = post.Sent.Count;
            post.RunUntil(scenario.Now.AddDays(60));
            var mails = post.Sent.Skip(before).Where(mail => mail.Recipient == rater.Id).ToList();
            Assert.Equal(MailKind.Request, mails[0].Kind);
            return [.. mails.Select(mail => (mail.SentAt, mail.Kind))];
        }
    }

    [Fact]
    public void That_a_raters_mail_came_back_is_told_to_the_coach_and_not_to_the_firm()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
        var post = new PostOffice(scenario).Deliver();
        var request = post.Sent.Last(mail => mail.Recipient == scenario.Cycle.Raters[1].Person.Id);
        var timeline = Timeline.Of(scenario.Engagement, scenario.Journal).Count();

        scenario.Do(new ReportBounce(request.Mail.Id, BounceReason.Bounced), Actor.Workflow);
        post.RunUntil(scenario.Now.AddDays(3));

        Assert.Equal(
            [scenario.Engagement.Coach.Id], post.Sent.Where(mail => mail.Kind == MailKind.MailBounced).Select(mail => mail.Recipient));
        Assert.Equal(timeline, Timeline.Of(scenario.Engagement, scenario.Journal).Count());
        Assert.True(scenario.Cycle.Raters[1].Person.Bouncing);
    }

    /// <summary>What is played.</summary>
    /// <param name="Raters">Who is asked.</param>
    /// <param name="Later">How many of them are asked some days after the others.</param>
    /// <param name="Swapped">Which two of a group change places.</param>
    /// <param name="Others">Which of the others answer.</param>
    /// <param name="Probes">What the firm tries, after how many hours, on the one or the other of the two.</param>
    /// <param name="CoachZone">The coach's time zone.</param>
    /// <param name="Rest">How many days pass after that.</param>
    private sealed record Play(
        ImmutableArray<(Relationship Relationship, string Zone)> Raters, int Later, (int One, int Another) Swapped, int Others,
        ImmutableArray<(Probe Probe, int Hours, bool OnFirst)> Probes, string CoachZone, int Rest);

    private sealed record CountedGroupOfTest(ImmutableHashSet<Relationship> Relationships, int Asked)
    {
        public static CountedGroupOfTest Of(GroupView group) => new([.. group.Groups], group.Asked);
    }

    private sealed class World
    {
        private readonly Play _play;
        private readonly Scenario _scenario;
        private readonly PostOffice _post;
        private readonly List<string> _seen = [];
        private readonly List<string> _leader = [];

        public World(Play play)
        {
            _play = play;
            _scenario = Scenario.Started(coachZone: play.CoachZone, firmZone: "America/New_York", sponsors: 2)
                .Reach(Step.ThreeSixtyInterviews);
            _post = new PostOffice(_scenario);
            var first = play.Raters.Length - Math.Min(play.Later, play.Raters.Length - 1);
            Ask(play.Raters[..first]);
            Pass(TimeSpan.FromDays(2));
            if (first < play.Raters.Length)
                Ask(play.Raters[first..]);
            Pass(TimeSpan.FromDays(2));
        }

        public string Leader => string.Join('\n', _leader);

        /// <summary>Two raters of a group in which enough were asked; null when there is none.</summary>
        public (string One, string Another)? Pair((int One, int Another) drawn, bool forLeader)
        {
            var groups = forLeader
                ? CountedGroupsOfLeader()
                : GroupView.Of(_scenario.Engagement, _scenario.Cycle, _scenario.Now).Select(group => group.Groups);
            var raters = groups.Select(group => _scenario.Cycle.Raters.FindAll(rater => group.Contains(rater.Person.Relationship!.Value)))
                .Where(group => group.Count >= 3).ToList();
            if (raters.Count == 0)
                return null;
            var group = raters[drawn.One % raters.Count];
            var one = drawn.One % group.Count;
            return (group[one].Person.Id, group[(one + 1 + (drawn.Another % (group.Count - 1))) % group.Count].Person.Id);
        }

        /// <summary>One of the two answers, others do; the firm tries to find out, time passes.</summary>
        /// <returns>Everything that could be seen meanwhile.</returns>
        public string Play(string answers, string silent)
        {
            // What the firm tries, it tries on the same rater in both worlds.
            var (first, second) = string.CompareOrdinal(answers, silent) < 0 ? (answers, silent) : (silent, answers);
            Answer(answers);
            Look();
            for (var index = 0; index < _scenario.Cycle.Raters.Count; index++)
            {
                if (((_play.Others >> index) & 1) == 1 && _scenario.Cycle.Raters[index].Person.Id is var other && other != first
                    && other != second)
                    Answer(other);
            }

            Look();
            foreach (var (probe, hours, onFirst) in _play.Probes)
            {
                Pass(TimeSpan.FromHours(hours));
                Try(probe, onFirst ? first : second);
                Look();
            }

            Pass(TimeSpan.FromDays(_play.Rest));
            Look();

            // In the end the other one answers too; whose interview was recorded has nothing more to answer.
            if (!_play.Probes.Any(tried => tried.Probe == Probe.RecordInterview))
                Answer(silent);
            Look();
            foreach (var mail in _post.Sent.Where(mail => _scenario.Cycle.Raters.TrueForAll(rater => rater.Person.Id != mail.Recipient)))
                _seen.Add($"{mail.SentAt:O} {mail.Kind} {mail.Recipient} {mail.About}");
            return string.Join('\n', _seen);
        }

        // All that are drawn together are one group to the leader, the boss alone.
        private List<ImmutableArray<Relationship>> CountedGroupsOfLeader()
        {
            var words = StandingView.ForLeader(_scenario.Engagement, Documents(), _scenario.Now).WaitingFor.Select(waiting => waiting.Who)
                .ToList();
            return
            [
                .. words.Where(who => who.Contains('“', StringComparison.Ordinal)).Select(who => Enum.GetValues<Relationship>()
                    .Where(relationship => who.Contains(ObligationWords.Group(relationship), StringComparison.Ordinal)).ToImmutableArray()),
            ];
        }

        private void Ask(ImmutableArray<(Relationship Relationship, string Zone)> raters)
        {
            _scenario.Do(new AddRaters(
            [
                .. raters.Select((rater, index) =>
                    new NewRater(Scenario.Details($"rater {_scenario.Cycle.Raters.Count + index}"), rater.Relationship, rater.Zone)),
            ],
            FirmAddress: null));
            _post.Deliver();
        }

        private void Answer(string rater)
        {
            if (_scenario.Cycle.Step == Step.ThreeSixtyInterviews)
                _scenario.Do(Commands.Respond(rater, link: _post.Sent.Last(mail => mail.Recipient == rater).Mail.Link!.Id), rater);
            _post.Deliver();
        }

        private void Try(Probe probe, string rater)
        {
            Command command = probe switch
            {
                Probe.NewAddress => Commands.NewAddress(_scenario.Engagement.Find(rater)!, $"address at {_scenario.Now:O}"),
                Probe.NewTimeZone => Commands.NewTimeZone(_scenario.Engagement.Find(rater)!, "Australia/Sydney"),
                Probe.RecordInterview => Commands.Record(rater),
                Probe.Close => new CloseThreeSixty(Reason: null),
                Probe.CloseWithReason => new CloseThreeSixty("reason"),
                _ => Commands.Raters(Relationship.Team, Relationship.Other),
            };
            var decision = _scenario.Decide(command);
            _seen.Add($"{probe} {decision.Facts.Length} {decision.Refusal?.Code} {decision.Refusal?.Detail}");
            if (decision.Facts.Length > 0)
                _scenario.Do(command);
            _post.Deliver();
        }

        private void Pass(TimeSpan time) => _post.RunUntil(_scenario.Now + time);

        private void Look()
        {
            var (engagement, documents, now) = (_scenario.Engagement, Documents(), _scenario.Now);
            _seen.Add(JsonSerializer.Serialize(FirmViewBuilder.Build(engagement, 1, documents, now), Json));
            _seen.Add(JsonSerializer.Serialize(FirmViewBuilder.Summarize(engagement, documents), Json));
            _seen.Add(JsonSerializer.Serialize(Timeline.Of(engagement, _scenario.Journal), Json));
            _seen.Add(JsonSerializer.Serialize(ProgressView.Of(engagement, documents, "Firm", now), Json));
            _leader.Add(JsonSerializer.Serialize(LeaderView.Of(engagement, documents, "Firm", now).Standing, Json));
        }

        private Dictionary<string, Document> Documents()
        {
            var documents = new Dictionary<string, Document>(StringComparer.Ordinal);
            foreach (var person in _scenario.Engagement.People.Concat(_scenario.Cycle.Raters.Select(rater => rater.Person)))
                documents[person.Details.Id] = new PersonDetails($"Name of {person.Id}", $"{person.Id}@example.org");
            var outcomes = _scenario.Cycle.Outcomes!;
            documents[outcomes.Texts.Id] = new OutcomeTexts(
                [.. outcomes.Items.Select(outcome => new OutcomeText(outcome.Id, "benchmark", Unit: null))]);
            foreach (var answer in _scenario.Cycle.Raters.SelectMany(rater => rater.Answers))
                documents[answer.Response.Texts.Id] = new RaterResponseTexts("strengths", "growth");
            return documents;
        }
    }
}
