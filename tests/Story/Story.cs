using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CoachingWorkflow.Stories;

/// <summary>
/// An engagement that is told step by step, with the documents that its facts refer to. Every text that not everyone may read
/// holds <see cref="Canary"/>, and every name goes through the writer that the test chooses.
/// </summary>
public sealed class Story
{
    /// <summary>What no mail, and no page for others, may hold.</summary>
    public const string Canary = "CANARY";

    private readonly Func<string, string> _write;

    private readonly List<Link> _links = [];

    public Story(Func<string, string>? write = null) => _write = write ?? (text => text);

    internal Engagement Engagement { get; private set; } = Engagement.None;

    public Dictionary<string, Document> Documents { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; private set; } = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Called with every mail as it is decided, before it counts as sent.</summary>
    internal Action<MailDecided>? OnMail { get; set; }

    private DateOnly Today => Engagement.DayOf(Now);

    private ImmutableArray<Outcome> Outcomes => Engagement.Cycle.Context!.Items;

    internal DocumentRef Keep(Document document)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"document-{Documents.Count + 1}");
        Documents.Add(id, document);
        return new DocumentRef(
            id, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id))));
    }

    internal Story Do(Command command)
    {
        var needed = command.DocumentsNeeded(Engagement).OfType<DocumentRef>().Select(reference => reference.Id)
            .ToHashSet(StringComparer.Ordinal);
        var decision = command.Decide(Engagement, new Kept(this, needed), Now);
        Assert.Null(decision.Refusal);
        foreach (var fact in decision.Facts)
            Happens(fact);
        return this;
    }

    internal Story Happens(Fact fact)
    {
        Engagement = Engagement.Apply(fact, Now);
        return this;
    }

    /// <summary>Lets time pass: what falls due is recorded, and every mail is decided on and sent.</summary>
    public Story Pass(int days)
    {
        var until = Now.AddDays(days);
        for (; ; )
        {
            foreach (var fact in Agenda.TimeDrivenFacts(Engagement, Now).ToList())
                Happens(fact);
            SendMails();
            if (Agenda.WakeAt(Engagement, Now) is not { } wake || wake > until)
                break;
            Now = wake > Now ? wake : Now;
        }

        Now = until;
        return this;
    }

    public Story SendMails()
    {
        foreach (var mail in MailsOwed.Due(Engagement, Now).ToList())
        {
            var decided = new MailDecided(
                mail.Id, mail.Kind, mail.About, mail.Recipient, mail.Occasion, Engagement.Cycle.Number, mail.Link);
            Happens(decided);
            if (decided.Link is { } link)
                _links.Add(link);
            OnMail?.Invoke(decided);
            Happens(new MailSent(decided.Mail));
        }

        return this;
    }

    /// <summary>The newest link that was mailed to someone.</summary>
    internal Link LinkOf(Person person, LinkPurpose? purpose = null) =>
        _links.FindLast(
            link => link.Recipient == person.Id && (purpose is null ? link.Purpose != LinkPurpose.Address : link.Purpose == purpose))!;

    public Story Start() => Do(new StartEngagement(
        "0b6f3c1e-8f5d-4f7e-9b63-3f1c2a5d7e90", "demo", "Europe/Berlin", "Europe/Berlin", Months: 6, HoursPerMonth: 3,
        new NewPerson(Person("Lea Leader"), "Europe/Berlin"), new NewPerson(Person("Cora Coach"), "America/New_York"),
        [new NewPerson(Person("Sam Sponsor"), "Europe/Berlin")], Secret("reference"), Policy.Default, FirmAddress: null));

    public Story DefineContext() => Do(new DefineContext(Today, [Outcome(2m, 4.50m, Text("points")), OtherOutcome]));

    public Story InterviewLeader() => Do(new RecordLeaderInterview(Today, new LeaderInterviewTexts(
        Secret("commitments"), Secret("concerns"), Secret("breakdowns"), Secret("behaviors"), Secret("style"), Secret("promises"))));

    public Story AddRaters() => Do(new AddRaters(
    [
        Rater(Relationship.Boss, "Bea Boss"), Rater(Relationship.Team, "Tom Team"),
        Rater(Relationship.Peer, "Pia Peer"), Rater(Relationship.Peer, "Pol Peer"), Rater(Relationship.Peer, "Pam Peer"),
        Rater(Relationship.Other, "Ole Other"),
    ],
    FirmAddress: null));

    internal Story Respond(Person rater) => Do(new RespondAsRater(
        rater.Id, [new Reading(Outcomes[0].Id, 3m)], new RaterResponseTexts(Secret("strengths"), Secret("growth")), LinkOf(rater).Id));

    public Story RespondAll()
    {
        SendMails();
        foreach (var rater in Engagement.Cycle.Raters.Where(rater => rater.Response is null))
            Respond(rater.Person);
        return this;
    }

    public Story Design() => Do(new DesignProgram(Program()));

    internal Story Decide(Person person, bool commit)
    {
        var revision = Engagement.Cycle.UnderReview!;
        return Do(new DecideOnDesign(
            person.Id, revision.Number, revision.Design.Hash, commit, new DecisionTexts(Text("Typed Name"), Secret("comment")),
            LinkOf(person, LinkPurpose.Decide).Id));
    }

    public Story Commit()
    {
        SendMails();
        foreach (var person in LeaderAndSponsorReview.Deciders(Engagement).ToList())
            Decide(person, commit: true);
        return this;
    }

    public Story LogSession() => Do(new LogSession(
        Session: null, Today, Minutes: 90, SessionMode.InPerson, [new Reading(Outcomes[0].Id, 3m)],
        new SessionTexts(Secret("notes"), Secret("summary"))));

    public Story ScheduleMeeting(ReviewKind review, int inDays) => Do(new ScheduleReviewMeeting(
        review, Now.AddDays(inDays), Minutes: 90, Text("Room 4, second floor")));

    public Story HoldMidReview() => Do(new HoldMidReview(Today, ["leader", "coach"], [new Reading(Outcomes[0].Id, 3m)], Program()));

    public Story HoldEndReview(bool renew) => Do(new HoldEndReview(
        Today, ["leader"], [], Secret("celebration"), renew ? new Renewal(Months: null, [Outcome(1m, 2m, Text("points"))]) : null));

    public Story Cancel() => Do(new CancelEngagement(Secret("cancel reason")));

    internal Story ChangeAddress(Person person, string name = "New Name") =>
        Do(new ChangePerson(
            person.Id, Text(name), Person(name).Email.Replace("+x", "+y", StringComparison.Ordinal), TimeZone: null, FirmAddress: null));

    /// <summary>From the start to the raters, who were mailed their links.</summary>
    public Story UntilRatersAreAsked() => Start().DefineContext().InterviewLeader().AddRaters().SendMails();

    /// <summary>From the start to the decision on revision 1, all mails sent.</summary>
    public Story UntilReview() => UntilRatersAreAsked().RespondAll().Design().SendMails();

    public string Text(string text) => _write(text);

    public string Secret(string text) => _write($"{Canary} {text}");

    private PersonDetails Person(string name) =>
        new(Text(name), $"{name.Replace(' ', '.').ToLowerInvariant()}+x@example.org");

    private NewRater Rater(Relationship relationship, string name) => new(Person(name), relationship, "Europe/Berlin");

    private NewOutcome Outcome(decimal baseline, decimal target, string unit) =>
        new(Secret("delegates more"), Secret("asked in a survey"), baseline, target, unit);

    private NewOutcome OtherOutcome => new(Secret("fewer late nights"), Secret("counted each week"), Baseline: 10m, Target: 0m, Unit: null);

    private ProgramDesign Program() => new(
        [new DesignItem(Secret("theme"), Secret($"theme text{(Engagement.Cycle.Revision is { } last ? $" after {last.Number}" : "")}"))],
        [new DesignItem(Secret("practice"), Secret("practice text"))],
        [new DesignItem(Secret("exercise"), Secret("exercise text"))], [new DesignItem(Secret("book"), Secret("book text"))]);

    private sealed class Kept(Story story, HashSet<string> needed)
        : CommandDocuments(story.Documents.Where(document => needed.Contains(document.Key)).ToDictionary(StringComparer.Ordinal))
    {
        protected override bool HasSameContent(Document one, Document other) =>
            JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

        protected override DocumentRef Add(Document content) => story.Keep(content);
    }
}
