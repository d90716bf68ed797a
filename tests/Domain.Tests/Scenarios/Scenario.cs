using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>
/// An engagement with a clock, for tests: commands are decided at the clock's time and their facts folded into a journal,
/// refusals are asserted by type. The people are one coach, one leader and as many sponsors as asked for.
/// </summary>
internal sealed class Scenario
{
    public const string Id = "5f0c8a52-6f2e-4b57-9d3c-0d5f9f6a1c11";

    private readonly List<JournalEntry> _journal = [];
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);

    private Scenario(DateTimeOffset now) => Now = now;

    /// <summary>The scenario's clock.</summary>
    public DateTimeOffset Now { get; private set; }

    public Engagement Engagement { get; private set; } = Engagement.None;

    public IReadOnlyList<JournalEntry> Journal => _journal;

    public Cycle Cycle => Engagement.Cycle;

    public DateOnly Today => Engagement.DayOf(Now);

    public Person Sponsor => Engagement.Sponsors.First();

    public IEnumerable<Person> Deciders => LeaderAndSponsorReview.Deciders(Engagement);

    /// <summary>A started engagement, in step 1; a Monday morning in March 2027 unless told otherwise.</summary>
    public static Scenario Started(
        string at = "2027-03-01T08:00:00Z", int months = 9, string zone = "Europe/Berlin", int sponsors = 1, string? firmZone = null,
        string? coachZone = null, Policy? policy = null)
    {
        var scenario = new Scenario(Instant(at));
        return scenario.Do(new StartEngagement(
            Id, "demo", firmZone ?? zone, zone, months, HoursPerMonth: 3,
            new NewPerson(Details("leader"), TimeZone: null),
            new NewPerson(Details("coach"), coachZone),
            [.. Enumerable.Range(1, sponsors).Select(number => new NewPerson(Details($"sponsor {number}"), TimeZone: null))],
            Reference: null, policy ?? Policy.Default, FirmAddress: "firm@example.org"));
    }

    /// <summary>Somebody of that name, at an address of that name.</summary>
    public static PersonDetails Details(string name) => new(name, $"{name.Replace(' ', '.')}@example.org");

    public static DateTimeOffset Instant(string utc) =>
        DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A reference to a document of that content.</summary>
    public static DocumentRef Document(string content) => new(
        NameBasedId.Of("documents", content), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    /// <summary>What a command's facts refer to where it brings this.</summary>
    public static DocumentRef Refer(Document content) => Document(JsonSerializer.Serialize(content));

    /// <summary>A new scenario that has come exactly as far and goes its own way from here.</summary>
    public Scenario Copy()
    {
        var copy = new Scenario(Now) { Engagement = Engagement };
        copy._journal.AddRange(_journal);
        foreach (var (id, document) in _documents)
            copy._documents.Add(id, document);
        return copy;
    }

    public Scenario At(string utc) => At(Instant(utc));

    public Scenario At(DateTimeOffset instant)
    {
        Assert.True(instant >= Now, $"The clock stands at {Now:O} and does not go back to {instant:O}.");
        Now = instant;
        return this;
    }

    /// <summary>The machine's clock was wrong, and is set back.</summary>
    public Scenario SetBack(TimeSpan by)
    {
        Now -= by;
        return this;
    }

    public Scenario After(TimeSpan time) => At(Now + time);

    public Scenario AfterDays(int days) => At(Now.AddDays(days));

    /// <summary>Decided with the documents that the command says it needs, and no others.</summary>
    public Decision Decide(Command command)
    {
        var needed = command.DocumentsNeeded(Engagement).OfType<DocumentRef>().Select(reference => reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        return command.Decide(Engagement, new Kept(_documents, needed), Now);
    }

    /// <summary>The command is accepted and changes something.</summary>
    public Scenario Do(Command command) => Do(command, Actor.Firm);

    /// <summary>The command is accepted from somebody and changes something.</summary>
    public Scenario Do(Command command, string by)
    {
        var decision = Decide(command);
        Assert.True(decision.Refusal is null, $"{command.GetType().Name} was refused: {decision.Refusal?.Detail}");
        Assert.NotEmpty(decision.Facts);
        return Append(by, [.. decision.Facts]);
    }

    /// <summary>The command is refused, by this kind of refusal.</summary>
    public T Refuses<T>(Command command)
        where T : Refusal
    {
        var decision = Decide(command);
        Assert.Empty(decision.Facts);
        return Assert.IsType<T>(decision.Refusal);
    }

    /// <summary>The command is taken and changes nothing.</summary>
    public Scenario ChangesNothing(Command command)
    {
        var decision = Decide(command);
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Facts);
        return this;
    }

    public Scenario Append(params IReadOnlyList<Fact> facts) => Append(Actor.Firm, facts);

    private Scenario Append(string by, IReadOnlyList<Fact> facts)
    {
        foreach (var fact in facts)
        {
            var entry = new JournalEntry(Engagement.Length + 1, Now, by, Command: null, fact);
            _journal.Add(entry);
            Engagement = Engagement.Apply(entry);
        }

        return this;
    }

    /// <summary>Records what has happened by the mere passing of time.</summary>
    public Scenario PassTime() => Append([.. Agenda.TimeDrivenFacts(Engagement, Now)]);

    /// <summary>Goes on, the shortest way, until the engagement is in that step.</summary>
    public Scenario Reach(Step step)
    {
        while (Cycle.Step < step)
            TakeStep();
        Assert.Equal(step, Cycle.Step);
        return this;
    }

    /// <summary>What leads on from the present step, the shortest way.</summary>
    public Scenario TakeStep() => Cycle.Step switch
    {
        Step.DefiningTheContext => Do(Commands.DefineContext(this)),
        Step.InterviewWithLeader => Do(Commands.Interview(this)),
        Step.ThreeSixtyInterviews => Cycle.Raters.IsEmpty ? Do(Commands.BossAndThreePeers) : EveryoneResponds(),
        Step.AssessmentAndDesign => Do(Commands.Design($"design {Cycle.Revisions.Count + 1} of cycle {Cycle.Number}")),
        Step.LeaderAndSponsorReview => EveryoneCommits(),
        Step.IndividualCoachingMeetings when Cycle.MidReview.IsPending => At(Engagement.StartOf(Cycle.Calendar!.MidpointOn)).PassTime(),
        _ => At(Engagement.StartOf(Cycle.Calendar!.EndsOn)).PassTime(),
    };

    /// <summary>Every rater who has not answered yet is heard by the coach.</summary>
    public Scenario EveryoneResponds()
    {
        foreach (var rater in Cycle.Raters.Where(rater => rater.Response is null))
            Do(Commands.Respond(rater.Person.Id));
        return this;
    }

    /// <summary>Everyone who has not decided on the newest revision yet commits to it.</summary>
    public Scenario EveryoneCommits()
    {
        foreach (var person in Deciders.Where(person => Cycle.DecisionOf(person.Id, Cycle.Revision!.Number) is null))
        {
            if (!person.IsConfirmed)
                Append(new AddressConfirmed(person.Id, AddressConfirmer.Coach));
            Do(Commands.Commit(this, person));
        }

        return this;
    }

    private sealed class Kept(Dictionary<string, Document> documents, HashSet<string> needed)
        : CommandDocuments(documents.Where(document => needed.Contains(document.Key)).ToDictionary(StringComparer.Ordinal))
    {
        protected override bool HasSameContent(Document one, Document other) => Refer(one) == Refer(other);

        protected override DocumentRef Add(Document content)
        {
            var reference = Refer(content);
            documents[reference.Id] = content;
            return reference;
        }
    }
}
