using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>How an engagement stands as a whole.</summary>
public enum EngagementStatus
{
    /// <summary>In one of the eight steps.</summary>
    Active,

    /// <summary>The leader goes on alone.</summary>
    Completed,

    /// <summary>The firm ended it early.</summary>
    Cancelled,
}

/// <summary>One engagement, folded from its journal: who takes part, its cycles, and what was mailed.</summary>
internal sealed record Engagement
{
    /// <summary>The state before the first fact.</summary>
    public static Engagement None { get; } = new();

    /// <summary>The engagement's id, which is also its orchestration's instance id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The firm that runs it.</summary>
    public string FirmId { get; init; } = "";

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>IANA time zone in which its calendar days are counted.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>IANA time zone in which the firm is told of escalations.</summary>
    public string FirmTimeZone { get; init; } = "Etc/UTC";

    /// <summary>The time zones that it names and that this machine does not know.</summary>
    public IEnumerable<string> UnknownTimeZones => People.Concat(Cycles.SelectMany(cycle => cycle.Raters).Select(rater => rater.Person))
        .Select(person => person.TimeZone).Append(TimeZone).Append(FirmTimeZone)
        .Where(Zones.IsUnknown).Distinct(StringComparer.Ordinal);

    /// <summary>The rules that were in force when it started.</summary>
    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>The firm's own reference (a <see cref="NoteText"/>), if it gave one.</summary>
    public DocumentRef? Reference { get; init; }

    /// <summary>Coach, leader and sponsors.</summary>
    public ImmutableList<Person> People { get; init; } = [];

    /// <summary>What happened to the addresses of coach, leader and sponsors, oldest first.</summary>
    public ImmutableList<AddressEvent> AddressEvents { get; init; } = [];

    /// <summary>The details that coach, leader and sponsors were given at the start, by person.</summary>
    public ImmutableDictionary<string, DocumentRef> FirstDetails { get; init; } = ImmutableDictionary<string, DocumentRef>.Empty;

    /// <summary>Whether it runs, is completed or was cancelled.</summary>
    public EngagementStatus Status { get; init; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>All cycles, the present one last.</summary>
    public ImmutableList<Cycle> Cycles { get; init; } = [];

    /// <summary>What was decided, sent and refused by mail, and the links that mails carried.</summary>
    public MailLedger Mails { get; init; } = MailLedger.Empty;

    /// <summary>The number of the last fact that changed who coach, leader and sponsors are, or how they are reached.</summary>
    public long PeopleChangedBy { get; init; }

    /// <summary>How many facts the journal holds.</summary>
    public long Length { get; init; }

    /// <summary>The number of the last fact of each idempotent command, and its fingerprint, by the command's id.</summary>
    public ImmutableDictionary<string, (long Number, string Fingerprint)> Commands { get; init; }
        = ImmutableDictionary<string, (long, string)>.Empty;

    /// <summary>The present edition of everything that can be written over and was written, by <see cref="Amendable"/>.</summary>
    public ImmutableDictionary<string, Edition> Editions { get; init; } = ImmutableDictionary<string, Edition>.Empty;

    /// <summary>The trace context of the latest call that recorded a fact and was traced, and when that was.</summary>
    public (string Trace, DateTimeOffset At)? LatestCall { get; init; }

    /// <summary>The cycle that runs now (or ran last).</summary>
    public Cycle Cycle => Cycles[^1];

    /// <summary>The cycle of a number; the present one if there is none of it.</summary>
    /// <param name="number">From 1; null for the present one.</param>
    public Cycle CycleOf(int? number) => number is > 0 && number <= Cycles.Count ? Cycles[number.Value - 1] : Cycle;

    /// <summary>The coach.</summary>
    public Person Coach => People.First(person => person.Role == Role.Coach);

    /// <summary>The leader.</summary>
    public Person Leader => People.First(person => person.Role == Role.Leader);

    /// <summary>The sponsors, in the order in which they were named.</summary>
    public IEnumerable<Person> Sponsors => People.Where(person => person.Role == Role.Sponsor);

    /// <summary>Whether a fact was ever recorded.</summary>
    public bool Exists => Length > 0;

    /// <summary>Folds a journal.</summary>
    /// <param name="entries">The journal, oldest first.</param>
    public static Engagement From(IEnumerable<JournalEntry> entries) => entries.Aggregate(None, (state, entry) => state.Apply(entry));

    /// <summary>The state after one more entry.</summary>
    /// <param name="entry">The next entry of the journal.</param>
    public Engagement Apply(JournalEntry entry)
    {
        var after = Traced(Apply(entry.Fact, entry.At) with { Length = entry.Number }, entry);
        return entry.Command is { } command
            ? after with { Commands = after.Commands.SetItem(command.Id, (entry.Number, command.Fingerprint)) }
            : after;
    }

    private static Engagement Traced(Engagement after, JournalEntry entry) => entry switch
    {
        { Trace: { } trace, Fact: MailDecided decided } => after with { Mails = after.Mails.Trace(decided.Mail, trace) },
        { Trace: { } trace, By: not Actor.Workflow } => after with { LatestCall = (trace, entry.At) },
        _ => after,
    };

    /// <summary>The state after a fact that is not (yet) in the journal.</summary>
    /// <param name="at">When it happens.</param>
    public Engagement Apply(Fact fact, DateTimeOffset at)
    {
        var after = fact.ApplyTo(this, at);
        if (Exists && after.Cycle.Step != Cycle.Step)
            after = after.InCycle(cycle => cycle with { StepSince = at });

        after = after with
        {
            Length = Length + 1,
            PeopleChangedBy = after.People.Select(person => person.Details).SequenceEqual(People.Select(person => person.Details))
                ? PeopleChangedBy : Length + 1,
            Editions = fact.Amends(after).Aggregate(Editions, (editions, thing) =>
                editions.SetItem(thing, editions.GetValueOrDefault(thing, Edition.None).Next(at))),
            Mails = after.Mails.Await(fact.Announce(after).Select(notice => notice with { At = at, Cycle = after.Cycle.Number })),
        };
        return fact switch
        {
            MailDecided decided => after with { Mails = after.Mails.Word(after, decided.Mail) },
            MailDeferred deferred => after with { Mails = after.Mails.Word(after, deferred.Mail) },
            _ => after,
        };
    }

    /// <summary>Someone who takes part now, raters of the present cycle included; null if there is nobody of that id.</summary>
    /// <param name="id">The person's id.</param>
    public Person? Find(string id) => FindIn(Cycle.Number, id);

    /// <summary>Someone who takes part, raters of one cycle included; null if there is nobody of that id.</summary>
    /// <param name="cycle">The cycle's number, from 1.</param>
    /// <param name="id">The person's id.</param>
    public Person? FindIn(int cycle, string id) =>
        People.Find(person => person.Id == id) ?? Cycles[cycle - 1].FindRater(id)?.Person;

    /// <summary>Coach, leader, sponsors, and the raters of one cycle.</summary>
    /// <param name="cycle">The cycle's number, from 1.</param>
    public IEnumerable<Person> EveryoneIn(int cycle) => People.Concat(Cycles[cycle - 1].Raters.Select(rater => rater.Person));

    /// <summary>The present edition of something that can be written over.</summary>
    /// <param name="thing">What (<see cref="Amendable"/>).</param>
    public Edition EditionOf(string thing) => Editions.GetValueOrDefault(thing, Edition.None);

    /// <summary>The calendar day at an instant, in the engagement's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => Zones.DayOf(instant, TimeZone);

    /// <summary>The latest of the days that it is where coach, leader and engagement are, with that place's zone.</summary>
    internal (DateOnly Day, string Zone) LatestDayOf(DateTimeOffset instant) =>
        ((string[])[TimeZone, Coach.TimeZone, Leader.TimeZone]).Select(zone => (Zones.DayOf(instant, zone), zone)).MaxBy(day => day.Item1);

    /// <summary>The instant at which a calendar day begins, in the engagement's time zone.</summary>
    public DateTimeOffset StartOf(DateOnly day) => Zones.At(day, TimeOnly.MinValue, TimeZone);

    internal Engagement InCycle(Func<Cycle, Cycle> change) => this with { Cycles = Cycles.SetItem(Cycles.Count - 1, change(Cycle)) };

    internal Engagement ChangePerson(string id, Func<Person, Person> change)
    {
        var index = People.FindIndex(person => person.Id == id);
        return index >= 0
            ? this with { People = People.SetItem(index, change(People[index])) }
            : InCycle(cycle => cycle.InRater(id, rater => rater with { Person = change(rater.Person) }));
    }
}
