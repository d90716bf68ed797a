using System.Collections.Immutable;
using System.Text.Json;

namespace CoachingWorkflow.Domain;

/// <summary>
/// The facts as the firm may read them: what happened when, by whom, with ids, dates and numbers; no confidential text, no
/// unreleased reading, and raters only by group, so that nobody can tell who answered and who was silent.
/// </summary>
/// <remarks>Mail ids are left out: they are derived from their recipient, so a rater's could be recognised.</remarks>
public static class Timeline
{
    /// <summary>The lines, oldest first: each has <c>number</c>, <c>at</c>, <c>kind</c>, <c>by</c> and what its kind allows.</summary>
    /// <param name="engagement">The engagement with all facts.</param>
    /// <param name="journal">All its entries.</param>
    public static IEnumerable<ImmutableSortedDictionary<string, object>> Of(Engagement engagement, IReadOnlyList<JournalEntry> journal)
    {
        var mails = journal.Select(entry => entry.Fact).OfType<MailDecided>().ToDictionary(mail => mail.Mail, StringComparer.Ordinal);
        return journal.Select(entry => Line(engagement, mails, entry));
    }

    private static ImmutableSortedDictionary<string, object> Line(
        Engagement engagement, Dictionary<string, MailDecided> mails, JournalEntry entry)
    {
        var line = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        line["number"] = entry.Number;
        line["at"] = entry.At;
        line["kind"] = JsonNamingPolicy.CamelCase.ConvertName(entry.Fact.GetType().Name);
        line["by"] = Who(engagement, entry.By);
        foreach (var (name, value) in Details(engagement, mails, entry.Fact))
        {
            if (value is not null)
                line[name] = value;
        }

        return line.ToImmutable();
    }

    private static IEnumerable<(string Name, object? Value)> Details(
        Engagement engagement, Dictionary<string, MailDecided> mails, Fact fact) => fact switch
        {
            EngagementStarted started => [("months", started.Months), ("hoursPerMonth", started.HoursPerMonth), ("timeZone", started.TimeZone)],
            PersonChanged changed => [("person", Who(engagement, changed.Person)), ("addressChanged", changed.AddressChanged), ("mustBeConfirmed", changed.Move?.MustBeConfirmed)],
            AddressConfirmed confirmed => [("person", confirmed.Person), ("confirmedBy", confirmed.By)],
            AddressObjected objected => [("person", objected.Person)],
            AddressRefused refused => [("person", refused.Person)],
            ContextDefined defined => Context(defined.Context),
            ContextAmended amended => Context(amended.Context),
            LeaderInterviewed interviewed => [("heldOn", interviewed.Interview.HeldOn)],
            LeaderInterviewAmended amended => [("heldOn", amended.Interview.HeldOn)],
            RaterAdded added => [("group", added.Relationship)],
            RaterResponded responded => [("group", GroupOf(engagement, responded.Rater))],
            InterviewsDone done => [("reason", done.Reason)],
            ProgramDesigned designed => [("revision", designed.Revision)],
            DesignCommitted committed => [("revision", committed.Revision), ("person", committed.Person)],
            RevisionRequested requested => [("revision", requested.Revision), ("person", requested.Person)],
            DesignApproved approved => [("revision", approved.Revision), ("startsOn", approved.On)],
            SessionLogged logged => Session(logged.Session),
            SessionCorrected corrected => Session(corrected.Session),
            MonthClosedUnlogged closed => [("month", closed.Month)],
            ReviewMeetingScheduled scheduled =>
                [("review", scheduled.Review), ("startsAt", scheduled.Meeting.StartsAt), ("minutes", scheduled.Meeting.Minutes)],
            ReviewMeetingCancelled cancelled => [("review", cancelled.Review)],
            MidReviewHeld held => [("heldOn", held.Record.HeldOn), ("attended", held.Record.Attended)],
            ProgramCorrected corrected => [("revision", corrected.Revision)],
            EndReviewHeld held => [("heldOn", held.Record.HeldOn), ("attended", held.Record.Attended), ("decision", held.Decision)],
            CycleOpened opened => [("cycle", opened.Number), ("months", opened.Months)],
            MailDecided decided => Mail(engagement, decided),
            MailSent sent => Mail(engagement, mails[sent.Mail]),
            MailDeferred deferred => [.. Mail(engagement, mails[deferred.Mail]), ("attempt", deferred.Attempt), ("until", deferred.Until)],
            MailRefused refused => Mail(engagement, mails[refused.Mail]),
            MailReturned returned => [.. Mail(engagement, mails[returned.Mail]), ("reason", returned.Reason)],
            MailDropped dropped => Mail(engagement, mails[dropped.Mail]),
            FreshLinkRequested requested => [("person", Who(engagement, requested.Person))],
            AccessCodeRequested requested => [("person", requested.Person)],
            AccessCodeMissed missed => [("person", missed.Person)],
            AccessGranted granted => [("person", granted.Person)],
            _ => [],
        };

    private static IEnumerable<(string Name, object? Value)> Context(AgreedOutcomes context) =>
        [("heldOn", context.HeldOn), ("outcomes", context.Items.Length)];

    private static IEnumerable<(string Name, object? Value)> Session(Session session) =>
        [("session", session.Id), ("heldOn", session.HeldOn), ("minutes", session.Minutes), ("mode", session.Mode)];

    private static IEnumerable<(string Name, object? Value)> Mail(Engagement engagement, MailDecided mail) =>
        [("mailKind", mail.MailKind), ("to", Who(engagement, mail.Recipient))];

    private static string Who(Engagement engagement, string id) => GroupOf(engagement, id) is { } group ? $"rater ({DebtWords.Group(group)})" : id;

    private static Relationship? GroupOf(Engagement engagement, string id) => engagement.Cycles
        .SelectMany(cycle => cycle.Raters)
        .FirstOrDefault(rater => rater.Person.Id == id)?.Person.Relationship;
}
