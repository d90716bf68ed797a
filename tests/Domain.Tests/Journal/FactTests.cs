using System.Reflection;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain.Tests;

public sealed class FactTests
{
    private static readonly DocumentRef Text = Scenario.Document("text");

    private static readonly ReviewRecord Record = new(
        Scenario.Day("2027-07-01"), ["leader-id", "coach-id"], [new Reading("outcome", 3.50m)]);

    private static readonly AgreedOutcomes Agreed = new(Scenario.Day("2027-02-28"), [new Outcome("outcome", 1.10m, -4m)], Text);

    private static readonly Session Session = new(
        "session", Scenario.Day("2027-05-01"), 90, SessionMode.InPerson, [new Reading("outcome", 2m)], Text);

    private static DigestSlot Digest { get; } = new("digest", Scenario.Instant("2027-04-01T07:00:00Z"));

    private static readonly Link Link = new(
        "link", LinkPurpose.Decide, "leader-id", "1/decide/1/leader-id", Cycle: 1, AddressNumber: 0, Revision: 1,
        Scenario.Instant("2027-04-01T00:00:00Z"));

    private static readonly Fact[] OneOfEach =
    [
        new EngagementStarted(
            Scenario.Id, "demo", "Europe/Berlin", "Asia/Kolkata", 9, 3, [new Participant("coach-id", Role.Coach, "Europe/Berlin", Text)],
            Text,
            Policy.Default with { MailTime = new TimeOnly(8, 30) }),
        new PersonChanged(
            "leader-id", "Europe/Berlin", Text, AddressChanged: true, Resends: true,
            new AddressMove(AddressOrigin.Same, MustBeConfirmed: true, FormerIsAsked: true, DeciderIsTold: true)),
        new AddressConfirmed("leader-id", AddressConfirmer.OtherEngagement),
        new AddressObjected("leader-id"),
        new AddressRefused("leader-id"),
        new EngagementCancelled(Text),
        new ContextDefined(Agreed),
        new ContextAmended(Agreed),
        new LeaderInterviewed(new Interview(Scenario.Day("2027-03-02"), Text)),
        new LeaderInterviewAmended(new Interview(Scenario.Day("2027-03-02"), Text)),
        new RaterAdded("rater", Relationship.Boss, "Europe/Berlin", Text),
        new RaterResponded("rater", new RaterResponse([new Reading("outcome", 3m)], Text, "link")),
        new InterviewsDone(CloseReason.Overdue, Text),
        new ProgramDesigned(2, Text),
        new DesignCommitted(2, "hash", "leader-id", Text, "link"),
        new RevisionRequested(2, "leader-id", Text, "link", TellsOthers: true),
        new DesignApproved(2, Scenario.Day("2028-02-29")),
        new SessionLogged(Session),
        new SessionCorrected(Session with { Minutes = 60 }),
        new MonthClosedUnlogged(5),
        new ReviewMeetingScheduled(ReviewKind.End, new Meeting(Scenario.Instant("2027-12-01T10:00:00Z"), 60, Text), 3),
        new ReviewMeetingCancelled(ReviewKind.Mid, 4),
        new MidReviewOpened(),
        new MidReviewHeld(Record),
        new ProgramCorrected(3, Text),
        new EndReviewOpened(),
        new MidReviewLapsed(),
        new EndReviewHeld(Record, EndDecision.NewProgram, Text, TellsAll: true),
        new CycleOpened(2, 6, 3, Agreed),
        new MailDecided("mail", MailKind.Reminder, "1/decide/1/leader-id", "leader-id", -3, 1, Link) { Digest = Digest },
        new MailSent("mail", 2),
        new MailDeferred("mail", 2, Scenario.Instant("2027-04-01T00:00:00Z"), Scenario.Instant("2027-03-30T00:00:00Z")) { Digest = Digest },
        new MailRefused("mail", "leader-id", 2),
        new MailReturned("mail", "leader-id", 2, BounceReason.Suppressed),
        new MailDelivered("mail", "leader-id"),
        new MailDropped("mail"),
        new FreshLinkRequested("leader-id", LinkPurpose.Decide),
        new LinkEnded("link"),
        new AccessCodeRequested("leader-id"),
        new AccessCodeMissed("leader-id"),
        new AccessGranted("leader-id"),
    ];

    private static readonly List<JsonDerivedTypeAttribute> Registered = [.. typeof(Fact).GetCustomAttributes<JsonDerivedTypeAttribute>()];

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, OneOfEach.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_fact_comes_back_from_JSON_as_it_was(int index)
    {
        var fact = OneOfEach[index];
        var json = FactJson.Write(fact);

        var read = FactJson.Read(json);

        Assert.Equal(fact.GetType(), read.GetType());
        Assert.Equal(json, FactJson.Write(read));
        Assert.Equivalent(fact, read, strict: true);
    }

    [Fact]
    public void Every_fact_there_is_has_a_kind_of_its_own_and_is_tried_above()
    {
        var existing = typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract).ToHashSet();

        Assert.Equal(existing, [.. Registered.Select(attribute => attribute.DerivedType)]);
        Assert.Equal(existing, [.. OneOfEach.Select(fact => fact.GetType())]);
        Assert.Equal(Registered.Count, Registered.Select(attribute => attribute.TypeDiscriminator).Distinct().Count());
    }

    [Fact]
    public void A_kind_is_the_facts_name_in_camel_case() => Assert.All(
        Registered,
        attribute =>
            Assert.Equal(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(attribute.DerivedType.Name), attribute.TypeDiscriminator));

    [Fact]
    public void Choices_are_stored_by_name_so_that_a_new_one_shifts_none()
    {
        var json = FactJson.Write(OneOfEach.OfType<MailDecided>().Single());

        Assert.Contains("\"mailKind\":\"reminder\"", json, StringComparison.Ordinal);
        Assert.Contains("\"purpose\":\"decide\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_an_older_release_wrote_is_read_with_the_defaults_of_the_members_it_lacks()
    {
        var json = FactJson.Write(new EngagementStarted(
            Scenario.Id, "demo", "Etc/UTC", "Etc/UTC", 6, 3, [], Reference: null, Policy.Default))
                .Replace("\"linkLife\":30,", "", StringComparison.Ordinal);

        Assert.DoesNotContain("linkLife", json, StringComparison.Ordinal);
        Assert.Equal(30, Assert.IsType<EngagementStarted>(FactJson.Read(json)).Policy.LinkLife);
    }
}
