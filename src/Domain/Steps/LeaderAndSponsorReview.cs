namespace CoachingWorkflow.Domain;

/// <summary>Step 5, Leader and sponsor review: leader and every sponsor commit to the same revision, or ask for changes.</summary>
internal static class LeaderAndSponsorReview
{
    public static MailRule ProgramBegins { get; } = new(MailKind.ProgramBegins, MailUrgency.Notice);

    public static MailRule<ProgramRevision> DecisionNotNeeded { get; } = new(MailKind.DecisionNotNeeded, MailUrgency.Decision)
    {
        SubjectOf = ReturnedRevision,
        StillMatters = (engagement, _, revision) => engagement.Cycle.Revision == revision,
    };

    /// <summary>Who decides: the leader and every sponsor.</summary>
    public static IEnumerable<Person> Deciders(Engagement engagement) =>
        engagement.People.Where(person => person.Role is Role.Leader or Role.Sponsor);

    /// <summary>The key of a decision that is owed, and of its receipt.</summary>
    /// <param name="revision">The revision's number.</param>
    /// <param name="person">The id of the one who decides.</param>
    public static string DecisionKey(Cycle cycle, int revision, string person) => cycle.Key($"decide/{revision}/{person}");

    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle)
    {
        if (cycle.UnderReview is not { } revision)
            yield break;

        foreach (var person in Deciders(engagement).Where(person => cycle.DecisionOf(person.Id, revision.Number) is null))
        {
            yield return new Obligation(
                DecisionKey(cycle, revision.Number, person.Id), ObligationKind.DesignDecision, person, revision.DesignedAt,
                StepRules.DueAfter(engagement, Step.LeaderAndSponsorReview, revision.DesignedAt),
                Requested: true, LinkPurpose.Decide, revision.Number);
        }
    }

    internal static Engagement Record(Engagement engagement, int revision, DesignDecision decision) => engagement
        .ChangePerson(decision.Person, person => person with { IsReached = true }).InCycle(cycle =>
    {
        var index = cycle.Revisions.FindIndex(candidate => candidate.Number == revision);
        var decided = cycle.Revisions[index];
        return cycle with { Revisions = cycle.Revisions.SetItem(index, decided with { Decisions = decided.Decisions.Add(decision) }) };
    });

    /// <summary>Everybody else who decides hears of it at once: what they were asked, or have decided, is void.</summary>
    internal static IEnumerable<Notice> TellOthers(Engagement engagement, int revision, string whoAsked) =>
        from person in Deciders(engagement)
        where person.Id != whoAsked
        select new Notice(ReturnedKey(engagement.Cycle, revision), MailKind.DecisionNotNeeded, person.Id);

    private static string ReturnedKey(Cycle cycle, int revision) => cycle.Key($"returned/{revision}");

    private static ProgramRevision? ReturnedRevision(Engagement engagement, MailDecided mail)
    {
        var cycle = MailRule.CycleOf(engagement, mail);
        return cycle.Revisions.Find(revision => ReturnedKey(cycle, revision.Number) == mail.About);
    }

    internal static Notice Receipt(Engagement engagement, int revision, string person) =>
        new(DecisionKey(engagement.Cycle, revision, person), MailKind.Receipt, person);
}

/// <summary>One person's decision on a revision.</summary>
/// <param name="Person">Who decided.</param>
/// <param name="Committed">True: committed. False: asked for changes.</param>
/// <param name="Texts">Refers to <see cref="DecisionTexts"/>: the typed name and the comment.</param>
/// <param name="At">When.</param>
internal sealed record DesignDecision(string Person, bool Committed, DocumentRef Texts, DateTimeOffset At);

/// <summary>The revision to which leader and every sponsor committed.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="On">The day of the last commitment: the program's first day.</param>
internal sealed record Commitment(int Revision, DateOnly On);

/// <summary>The leader or a sponsor decides on a revision, through a link.</summary>
/// <param name="Person">Who decides.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="ContentHash">The hash of the design that was read; null where whoever decides does not say: that of the revision.</param>
/// <param name="Commit">True: commit. False: ask for changes.</param>
/// <param name="Texts">The typed name and the comment.</param>
/// <param name="Link">The link through which the decision comes.</param>
internal sealed record DecideOnDesign(string Person, int Revision, string? ContentHash, bool Commit, DecisionTexts Texts, string Link)
    : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (!LeaderAndSponsorReview.Deciders(engagement).Any(person => person.Id == Person))
            return new NoSuch("person who decides on the program");
        if (engagement.Cycle.DecisionOf(Person, Revision) is not null)
            return new AlreadyDecided(Revision);
        if (engagement.Find(Person) is { IsConfirmed: false })
            return new AddressNotConfirmed();

        var refusal = StepRules.InStep(engagement, "Leader and sponsors decide in step 5.", Step.LeaderAndSponsorReview);
        if (refusal is not null)
            return refusal;

        var revision = engagement.Cycle.UnderReview!;
        if (revision.Number != Revision || revision.Design.Hash != (ContentHash ?? revision.Design.Hash))
            return new StaleRevision(Revision, revision.Number);

        var texts = documents.Put(Texts);
        if (!Commit)
            return new RevisionRequested(Revision, Person, texts, Link, TellsOthers: true);

        var committed = new DesignCommitted(Revision, revision.Design.Hash, Person, texts, Link);
        var cycle = committed.ApplyTo(engagement, now).Cycle;
        return LeaderAndSponsorReview.Deciders(engagement).All(person => cycle.DecisionOf(person.Id, Revision) is { Committed: true })
            ? Decision.Accept(committed, new DesignApproved(Revision, engagement.DayOf(now)))
            : committed;
    }
}

/// <summary>The leader or a sponsor committed to a revision.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="ContentHash">The hash of the design that was read.</param>
/// <param name="Person">Who committed.</param>
/// <param name="Texts">Refers to <see cref="DecisionTexts"/>.</param>
/// <param name="Link">The link that was used.</param>
internal sealed record DesignCommitted(int Revision, string ContentHash, string Person, DocumentRef Texts, string Link) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        LeaderAndSponsorReview.Record(engagement, Revision, new DesignDecision(Person, Committed: true, Texts, at));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => [LeaderAndSponsorReview.Receipt(after, Revision, Person)];
}

/// <summary>Milestone of step 5: the leader or a sponsor asked for changes; back to step 4 for the next revision.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="Person">Who asked.</param>
/// <param name="Texts">Refers to <see cref="DecisionTexts"/>.</param>
/// <param name="Link">The link that was used.</param>
/// <param name="TellsOthers">Whether the others who decide are told; not in journals of releases that told nobody.</param>
internal sealed record RevisionRequested(int Revision, string Person, DocumentRef Texts, string Link, bool TellsOthers = false) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        LeaderAndSponsorReview.Record(engagement, Revision, new DesignDecision(Person, Committed: false, Texts, at));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
    [
        LeaderAndSponsorReview.Receipt(after, Revision, Person),
        .. TellsOthers ? LeaderAndSponsorReview.TellOthers(after, Revision, Person) : [],
    ];
}

/// <summary>Milestone of step 5: leader and every sponsor committed to the same revision; the program begins.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="On">The day of the last commitment, in the engagement's time zone: the program's first day.</param>
internal sealed record DesignApproved(int Revision, DateOnly On) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { Commitment = new Commitment(Revision, On) });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        after.People.Select(person => new Notice(after.Cycle.Key("program"), MailKind.ProgramBegins, person.Id));
}
