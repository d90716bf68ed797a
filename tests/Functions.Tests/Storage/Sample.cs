using System.Globalization;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>Facts, documents and index rows to store.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static string Id(int number) => NameBasedId.Of("sample", number.ToString(CultureInfo.InvariantCulture));

    public static EngagementSummary Summary(
        string id, string firm = "acme", EngagementStatus status = EngagementStatus.Active, Step step = Step.DefiningTheContext,
        DateTimeOffset? startedAt = null, DateTimeOffset? endedAt = null, DateTimeOffset? wakeAt = null) =>
        new(id, firm, status, step, Cycle: 1, startedAt ?? Start, endedAt, wakeAt);

    public static JournalEntry Entry(long number, Fact? fact = null, CommandStamp? command = null) =>
        new(number, Start.AddMinutes(number), Actor.Workflow, command, fact ?? new MailSent(Id((int)number)));

    public static JournalAppend Append(string id, long expected, int count, params SealedDocument[] documents) => new(
        expected,
        [.. Enumerable.Range(1, count).Select(offset => documents.ElementAtOrDefault(offset - 1) is { } document
            ? Entry(expected + offset, new EngagementCancelled(document.Ref))
            : Entry(expected + offset))],
        documents,
        Summary(id));

    /// <summary>One fact of every kind, with every optional member set.</summary>
    public static IReadOnlyList<Fact> EveryFact()
    {
        var text = new DocumentRef("0123456789abcdef0123456789abcdef", new string('a', 64));
        var day = new DateOnly(2026, 3, 31);
        Reading[] readings = [new(Id(1), 3.50m), new(Id(2), -1m)];
        var outcomes = new AgreedOutcomes(day, [new Outcome(Id(1), 2.0m, 4.5m)], text);
        var session = new Session(Id(3), day, 90, SessionMode.Video, [.. readings], text);
        var record = new ReviewRecord(day, ["leader", Id(4)], [.. readings]);
        var link = new Link(Id(5), LinkPurpose.Decide, Id(4), "1/decide/1", 1, 0, 2, Start.AddDays(30));
        return
        [
            new EngagementStarted(
                Id(0), "acme", "Etc/UTC", "Europe/Zurich", 9, 3, [new Participant(Id(4), Role.Leader, "Asia/Tokyo", text)], text,
                Policy.Default),
            new PersonChanged(
                Id(4), "Asia/Tokyo", text, AddressChanged: true, Resends: true,
                new AddressMove(AddressOrigin.Known, MustBeConfirmed: true, FormerIsAsked: true, DeciderIsTold: true)),
            new AddressConfirmed(Id(4), AddressConfirmer.Leader),
            new AddressObjected(Id(4)),
            new AddressRefused(Id(4)),
            new EngagementCancelled(text),
            new ContextDefined(outcomes),
            new ContextAmended(outcomes),
            new LeaderInterviewed(new Interview(day, text)),
            new LeaderInterviewAmended(new Interview(day, text)),
            new RaterAdded(Id(6), Relationship.Boss, "Etc/UTC", text),
            new RaterResponded(Id(6), new RaterResponse([.. readings], text, Id(5))),
            new InterviewsDone(CloseReason.Overdue, text),
            new ProgramDesigned(1, text),
            new DesignCommitted(1, text.Hash, Id(4), text, Id(5)),
            new RevisionRequested(1, Id(4), text, Id(5), TellsOthers: true),
            new DesignApproved(1, day),
            new SessionLogged(session),
            new SessionCorrected(session),
            new MonthClosedUnlogged(2),
            new ReviewMeetingScheduled(ReviewKind.Mid, new Meeting(Start, 60, text), 1),
            new ReviewMeetingCancelled(ReviewKind.End, 2),
            new MidReviewOpened(),
            new MidReviewHeld(record),
            new ProgramCorrected(2, text),
            new EndReviewOpened(),
            new MidReviewLapsed(),
            new EndReviewHeld(record, EndDecision.NewProgram, text, TellsAll: true),
            new CycleOpened(2, 6, 3, outcomes),
            new MailDecided(Id(7), MailKind.Reminder, "1/context", Id(4), -3, 1, link),
            new MailSent(Id(7)),
            new MailDeferred(Id(7), 1, Start),
            new MailRefused(Id(7), Id(4), 1),
            new MailReturned(Id(7), Id(4), 1, BounceReason.Bounced),
            new MailDelivered(Id(7), Id(4)),
            new MailDropped(Id(7)),
            new FreshLinkRequested(Id(4), LinkPurpose.Decide),
            new LinkEnded(Id(5)),
            new AccessCodeRequested(Id(4)),
            new AccessCodeMissed(Id(4)),
            new AccessGranted(Id(4)),
        ];
    }

    public static IReadOnlyList<Document> EveryDocument() =>
    [
        new PersonDetails("Zoë Müller", "zoe@example.org"),
        new NoteText("A \"text\" with\nlines & <signs> 🙂"),
        new OutcomeTexts([new OutcomeText("Delegates", "Peers' rating", Unit: null)]),
        new LeaderInterviewTexts("a", "b", "c", "d", "e", "f"),
        new RaterResponseTexts("strong", "grow"),
        new ProgramDesign([new DesignItem("t", "d")], [], [new DesignItem("e", "d")], []),
        new DecisionTexts("Zoë", Comment: null),
        new SessionTexts("notes", "summary"),
    ];
}
