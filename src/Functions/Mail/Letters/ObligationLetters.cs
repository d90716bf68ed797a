using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>Requests and reminders: what is asked, by when, and what happens otherwise.</summary>
internal static class ObligationLetters
{
    public static MailView Ask(MailContext context)
    {
        var obligation = ObligationOf(context.Engagement, context.Mail);
        var (subject, asked, action) = Asking(context, obligation);
        var isReminder = context.Mail.MailKind == MailKind.Reminder;
        return context.Letter(
            isReminder ? $"Reminder: {char.ToLowerInvariant(subject[0])}{subject[1..]}" : subject,
            [.. isReminder ? [ReminderOf(context, obligation)]
                : ImmutableArray<string>.Empty, .. asked, Due(context, obligation), Otherwise(context, obligation)],
            action);
    }

    /// <summary>The obligation that a request, reminder or escalation is about.</summary>
    public static Obligation ObligationOf(Engagement engagement, MailDecided mail) =>
        Agenda.ObligationsOf(engagement).FirstOrDefault(obligation => obligation.Key == mail.About)
        ?? throw new InvalidOperationException($"Mail {mail.Mail} is no longer owed.");

    private static (string Subject, ImmutableArray<string> Asked, string? Action) Asking(MailContext context, Obligation obligation)
    {
        var (leader, coach, firm) = (context.Leader, context.Coach, context.Firm.Name);
        return obligation.Kind switch
        {
            ObligationKind.Context => (
                $"Define the context with {leader}",
                [
                    $"Step 1, {StepNames.Of(Step.DefiningTheContext)}: please meet {leader} and the sponsor, and agree the program "
                        + $"outcomes, each with a benchmark "
                    + "(how it is measured, the baseline and the target).",
                    Record(firm),
                ],
                null),
            ObligationKind.LeaderInterview => (
                $"Interview {leader}",
                [
                    $"Step 2, {StepNames.Of(Step.InterviewWithLeader)}: please hold the interview with {leader} about commitments, "
                        + $"immediate concerns, common breakdowns, "
                    + "behaviors, communication style and the pattern of fulfilling promises.",
                    $"What {leader} tells you stays between the two of you: neither the sponsors nor {firm} can read it. {Record(firm)}",
                ],
                null),
            ObligationKind.ThreeSixty => (
                $"Hold the 360-degree interviews about {leader}",
                [
                    $"Step 3, {StepNames.Of(Step.ThreeSixtyInterviews)}: please name the people to be heard about {leader} (boss, team, "
                        + $"peers, others). Each gets a mail "
                    + "with a link to answer; an interview that you hold yourself can be recorded as well.",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The interviews close by themselves when all have answered. You can close them once a boss was asked and "
                        + $"{ThreeSixtyInterviews.AnswersNeeded(context.Engagement.Policy)} people have answered; you must where {firm} "
                        + $"has recorded an interview or corrected an address. {Record(firm)}"),
                ],
                null),
            ObligationKind.RaterResponse => (
                $"Your view of {leader} is asked for",
                [
                    $"{leader} is being coached by {coach} of {firm}. To design a program that fits, {coach} asks people who work with "
                        + $"{leader} what they see. "
                    + $"You are asked as {As(context.Recipient!.Relationship!.Value)}.",
                    "There are two questions, what works well and where there is room to grow, and a few numbers that you may leave out. "
                        + "It takes about 15 minutes.",
                    Confidence(context),
                ],
                "Give my answer"),
            ObligationKind.ProgramDesign => (
                string.Create(CultureInfo.InvariantCulture, $"Design the program of {leader}, revision {obligation.Revision}"),
                [
                    obligation.Revision == 1
                        ? $"Step 4, {StepNames.Of(Step.AssessmentAndDesign)}: the 360-degree interviews are closed. Please make your "
                            + $"assessment (the themes) and design "
                          + $"a program of practices, exercises and reading for {leader}."
                        : $"Step 4, {StepNames.Of(Step.AssessmentAndDesign)}: changes to the program design for {leader} were asked for. "
                          + string.Create(CultureInfo.InvariantCulture, $"Please design revision {obligation.Revision}."),
                    Record(firm),
                ],
                null),
            ObligationKind.DesignDecision => (
                string.Create(CultureInfo.InvariantCulture, $"Your decision on {context.TheProgram}, revision {obligation.Revision}"),
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Step 5, {StepNames.Of(Step.LeaderAndSponsorReview)}: {coach} has designed {context.TheProgram}, revision "
                        + $"{obligation.Revision}. ")
                    + "Please read it, and commit to it or ask for changes.",
                ],
                "Read and decide"),
            ObligationKind.MonthLog => (
                string.Create(CultureInfo.InvariantCulture, $"Log a session with {leader}: month {obligation.Month}"),
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Step 6, {StepNames.Of(Step.IndividualCoachingMeetings)}: month {obligation.Month} of the program of {leader} "
                        + $"has no session log yet. ")
                    + "Please log at least one meeting.",
                    Record(firm),
                ],
                null),
            ObligationKind.MidReview or ObligationKind.EndReview => Review(context, obligation),
            _ => throw new ArgumentOutOfRangeException(nameof(obligation), obligation.Kind, message: null),
        };
    }

    private static (string Subject, ImmutableArray<string> Asked, string? Action) Review(MailContext context, Obligation obligation)
    {
        var step = ObligationWords.StepOf(obligation.Kind);
        return (
            $"Hold the {ObligationWords.Of(obligation)} with {context.Leader}",
            [
                $"Step {(int)step}, {StepNames.Of(step)}: please meet {context.Leader} and the sponsor, compare actual with intended "
                    + $"outcomes, and "
                + (obligation.Kind == ObligationKind.MidReview
                    ? "agree corrections to the program where they are needed." : "agree how it goes on."),
                Record(context.Firm.Name),
            ],
            null);
    }

    private static string Record(string firm) =>
        $"Please record it in your workspace, behind the link below, or in the coaching software that {firm} uses.";

    private static string ReminderOf(MailContext context, Obligation obligation) => IsPast(context, obligation)
        ? "This is a reminder: what follows is overdue."
        : "This is a reminder of what is due soon.";

    private static bool IsPast(MailContext context, Obligation obligation) => context.Engagement.DayOf(context.DecidedAt) > obligation.Due;

    private static string Due(MailContext context, Obligation obligation) => IsPast(context, obligation)
        ? $"It was due on {Words.Of(obligation.Due)}."
        : $"It is due by {Words.Of(obligation.Due)}.";

    private static string Otherwise(MailContext context, Obligation obligation)
    {
        var policy = context.Engagement.Policy;
        var told = $"If it is still open {Words.Days(policy.EscalateFrom)} after it is due, {context.Firm.Name} is told.";
        return obligation.Kind switch
        {
            ObligationKind.RaterResponse =>
                $"If you do not answer, you get reminders, and {context.Coach} may close the interviews without your view. "
                + $"{context.Coach} can see who has "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"answered; {context.LeaderOrYou}, the sponsors and {context.Firm.Name} only see how many of a group of at least "
                    + $"{policy.SmallestGroup} "
                    + $"have{(context.Recipient!.Relationship == Relationship.Boss ? $", and {context.LeaderOrYou} whether the boss has" : "")}."),
            ObligationKind.DesignDecision =>
                $"The program cannot begin before the leader and every sponsor have committed to it. You get reminders while your "
                + $"decision is missing. {told}",
            ObligationKind.MonthLog =>
                $"A month without a log closes as unlogged {Words.Days(policy.MonthClosesAfterDue)} after the log is due, and "
                + $"{context.Firm.Name} is told.",
            ObligationKind.MidReview or ObligationKind.EndReview =>
                $"Everything else goes on meanwhile; you get reminders until the review is recorded. {told}",
            _ => $"The next step cannot begin before this one is done; you get reminders until then. {told}",
        };
    }

    private static string As(Relationship relationship) => relationship switch
    {
        Relationship.Boss => "the boss",
        Relationship.Team => "a member of the team",
        Relationship.Peer => "a peer",
        _ => "someone who knows that work",
    };

    private static string Confidence(MailContext context) => context.Recipient!.Relationship == Relationship.Boss
        ? $"Who sees it: {context.Coach} reads your answer. {context.Leader} is shown it as the boss's answer, and so will know that it "
            + $"is yours. The sponsors and {context.Firm.Name} do not see it."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Who sees it: {context.Coach} reads your answer. {context.Leader} sees answers by group only, without names, for groups of "
            + $"{context.Engagement.Policy.SmallestGroup} or more. The sponsors and {context.Firm.Name} do not see it.");
}
