using System.Collections.Immutable;
using System.Text.Json;

namespace CoachingWorkflow.Views;

/// <summary>
/// The facts as the firm may read them: what happened when, by whom, with ids, dates and numbers; no confidential text and no
/// unreleased reading. What raters did, and what was mailed to them or about one of them, is left out: its times would tell who answered
/// and who was silent. How many have answered is told by group, in <see cref="FirmView.ThreeSixty"/>.
/// </summary>
/// <remarks>Lines are counted by themselves: gaps would tell of what is left out. So are mail ids, which tell their recipient.</remarks>
public static class Timeline
{
    /// <summary>The lines, oldest first: each has <c>number</c>, <c>at</c>, <c>kind</c>, <c>by</c> and what its kind allows.</summary>
    /// <param name="engagement">The engagement with all facts.</param>
    /// <param name="journal">All its entries.</param>
    internal static IEnumerable<ImmutableSortedDictionary<string, object>> Of(Engagement engagement, IReadOnlyList<JournalEntry> journal)
    {
        var mails = journal.Select(entry => entry.Fact).OfType<MailDecided>().ToDictionary(mail => mail.Mail, StringComparer.Ordinal);
        var raters = new Dictionary<string, (DocumentRef Details, string TimeZone)>(StringComparer.Ordinal);
        List<string> decided = [.. journal.Select(entry => entry.Fact).OfType<MailDecided>().Select(mail => mail.Mail)];
        return InOrder([.. journal.Where(entry => IsShown(mails, raters, entry))], decided)
            .Select((entry, index) => Line(engagement, mails, index + 1, entry));
    }

    // Digests go side by side: what was sent at one instant is told in the order in which it was decided, whoever was faster.
    private static IEnumerable<JournalEntry> InOrder(List<JournalEntry> shown, List<string> decided)
    {
        for (var index = 0; index < shown.Count;)
        {
            var first = shown[index];
            var run = shown.Skip(index).TakeWhile(entry => entry.Fact is MailSent && entry.At == first.At).ToList();
            foreach (var entry in run.Count > 1 ? [.. run.OrderBy(entry => decided.IndexOf(((MailSent)entry.Fact).Mail))] : run)
                yield return entry;
            if (run.Count == 0)
                yield return first;
            index += Math.Max(run.Count, 1);
        }
    }

    private static bool IsShown(
        Dictionary<string, MailDecided> mails, Dictionary<string, (DocumentRef Details, string TimeZone)> raters, JournalEntry entry)
    {
        switch (entry.Fact)
        {
            case RaterAdded added:
                raters[added.Rater] = (added.Details, added.TimeZone);
                return true;

            // An address that is given again changes something only where it has bounced.
            case PersonChanged changed when raters.TryGetValue(changed.Person, out var before):
                raters[changed.Person] = (changed.Details, changed.TimeZone);
                return before != raters[changed.Person];
            case RaterResponded:
                return entry.By == Actor.Firm;
            case FreshLinkRequested requested:
                return !raters.ContainsKey(requested.Person);
            default:
                return MailOf(mails, entry.Fact) is not { } mail || !IsAboutOne(raters, mail);
        }
    }

    private static bool IsAboutOne(Dictionary<string, (DocumentRef Details, string TimeZone)> raters, MailDecided mail) =>
        raters.ContainsKey(mail.Recipient)
            || (mail.MailKind == MailKind.MailBounced && raters.Keys.Any(rater => Bounces.Key(rater) == mail.About));

    private static MailDecided? MailOf(Dictionary<string, MailDecided> mails, Fact fact) => fact switch
    {
        MailDecided decided => decided,
        MailSent sent => mails[sent.Mail],
        MailDeferred deferred => mails[deferred.Mail],
        MailRefused refused => mails[refused.Mail],
        MailReturned returned => mails[returned.Mail],
        MailDelivered delivered => mails[delivered.Mail],
        MailDropped dropped => mails[dropped.Mail],
        _ => null,
    };

    private static ImmutableSortedDictionary<string, object> Line(
        Engagement engagement, Dictionary<string, MailDecided> mails, int number, JournalEntry entry)
    {
        var line = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        line["number"] = number;
        line["at"] = entry.At;
        line["kind"] = JsonNamingPolicy.CamelCase.ConvertName(entry.Fact.GetType().Name);
        line["by"] = By(engagement, entry);
        foreach (var (name, value) in Details(engagement, mails, entry.Fact))
        {
            if (value is not null)
                line[name] = value;
        }

        return line.ToImmutable();
    }

    // Whose answer was the last one is not told.
    private static string By(Engagement engagement, JournalEntry entry) =>
        entry.Fact is InterviewsDone { Reason: CloseReason.AllAnswered } ? Actor.Workflow : Who(engagement, entry.By);

    private static IEnumerable<(string Name, object? Value)> Details(
        Engagement engagement, Dictionary<string, MailDecided> mails, Fact fact) => fact switch
        {
            EngagementStarted started =>
                [("months", started.Months), ("hoursPerMonth", started.HoursPerMonth), ("timeZone", started.TimeZone)],
            PersonChanged changed when GroupOf(engagement, changed.Person) is not null => [("person", Who(engagement, changed.Person))],
            PersonChanged changed =>
                [("person", changed.Person), ("addressChanged", changed.AddressChanged),
                    ("mustBeConfirmed", changed.Move?.MustBeConfirmed)],
            AddressConfirmed confirmed => [("person", Who(engagement, confirmed.Person)), ("confirmedBy", confirmed.By)],
            AddressObjected objected => [("person", Who(engagement, objected.Person))],
            AddressRefused refused => [("person", Who(engagement, refused.Person))],
            ContextDefined defined => Context(defined.Context),
            ContextAmended amended => Context(amended.Context),
            LeaderInterviewed interviewed => [("heldOn", interviewed.Interview.HeldOn)],
            LeaderInterviewAmended amended => [("heldOn", amended.Interview.HeldOn)],
            RaterAdded added => [("group", added.Relationship)],
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
            MailDeferred deferred => [.. Mail(mails[deferred.Mail]), ("attempt", deferred.Attempt), ("until", deferred.Until)],
            MailReturned returned => [.. Mail(mails[returned.Mail]), ("reason", returned.Reason)],
            FreshLinkRequested requested => [("person", requested.Person)],
            AccessCodeRequested requested => [("person", requested.Person)],
            AccessCodeMissed missed => [("person", missed.Person)],
            AccessGranted granted => [("person", granted.Person)],
            _ => MailOf(mails, fact) is { } mail ? Mail(mail) : [],
        };

    private static IEnumerable<(string Name, object? Value)> Context(AgreedOutcomes context) =>
        [("heldOn", context.HeldOn), ("outcomes", context.Items.Length)];

    private static IEnumerable<(string Name, object? Value)> Session(Session session) =>
        [("session", session.Id), ("heldOn", session.HeldOn), ("minutes", session.Minutes), ("mode", session.Mode)];

    private static IEnumerable<(string Name, object? Value)> Mail(MailDecided mail) =>
        [("mailKind", mail.MailKind), ("to", mail.Recipient)];

    private static string Who(Engagement engagement, string id) =>
        GroupOf(engagement, id) is { } group ? $"rater ({ObligationWords.Group(group)})" : id;

    private static Relationship? GroupOf(Engagement engagement, string id) => engagement.Cycles
        .SelectMany(cycle => cycle.Raters)
        .FirstOrDefault(rater => rater.Person.Id == id)?.Person.Relationship;
}
