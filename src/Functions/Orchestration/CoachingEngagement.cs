using CoachingWorkflow.Functions.Activities;

namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>
/// One engagement, from the first conversation to the end-of-program review. Each generation brings the engagement up to
/// date, sends what is to be sent, waits for the present step's milestone or the next due time, and starts anew.
/// </summary>
/// <remarks>
/// Domain rules run in activities, never here, so a new release may change any of them under running engagements. Changing
/// the order or names of the calls below breaks running work: change them only with the recorded histories replayed.
/// </remarks>
internal static class CoachingEngagement
{
    private const int MostEventsAtOnce = 100;

    /// <summary>How activities are called that can be repeated.</summary>
    internal static readonly TaskOptions Persistently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 3));

    /// <summary>Runs one generation; its instance id is the engagement's id.</summary>
    /// <param name="context">The durable context.</param>
    [Function(nameof(CoachingEngagement))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var agenda = await context.CallActivityAsync<EngagementAgenda>(nameof(BringUpToDate), context.InstanceId, Persistently);
        context.SetCustomStatus(agenda.Status);

        if (agenda.Digests is { Count: > 0 } digests)
            await context.CallActivityAsync<int>(nameof(HandOver), new MailsToHandOver(context.InstanceId, digests), Persistently);

        var settled = true;
        foreach (var mail in agenda.Mails)
            settled &= await context.CallActivityAsync<bool>(nameof(SendMail), new MailToSend(context.InstanceId, mail), Persistently);

        if (agenda.WakeAt is { } wakeAt)
        {
            if (settled)
                await WaitForMilestoneAsync(context, agenda.Step, wakeAt);
            context.ContinueAsNew(newInput: null);
        }
        else if (!settled)
        {
            context.ContinueAsNew(newInput: null);
        }
    }

    private static async Task WaitForMilestoneAsync(TaskOrchestrationContext context, Step step, DateTime wakeAt)
    {
        using var answered = new CancellationTokenSource();
        var nextDue = context.CreateTimer(wakeAt, answered.Token);

        await (step switch
        {
            Step.DefiningTheContext => FirstOf(Milestones.ContextDefined),
            Step.InterviewWithLeader => FirstOf(Milestones.LeaderInterviewed),
            Step.ThreeSixtyInterviews => FirstOf(Milestones.InterviewsDone),
            Step.AssessmentAndDesign => FirstOf(Milestones.ProgramDesigned),
            Step.LeaderAndSponsorReview => FirstOf(Milestones.DesignApproved, Milestones.RevisionRequested, Milestones.ProgramDesigned),
            // From the commitment on, months and both reviews run side by side: a review that slips stops nothing.
            Step.IndividualCoachingMeetings or Step.MidProgramReview or Step.EndOfProgramReview =>
                FirstOf(Milestones.SessionLogged, Milestones.MidReviewHeld, Milestones.EndReviewHeld),
            _ => FirstOf(),
        });

        // Not CancelAsync: it cancels on another thread, and an orchestrator has only its own.
        answered.Cancel();

        Task FirstOf(params string[] milestones) => Task.WhenAny([nextDue, .. milestones.Append(Milestones.AgendaChanged).Select(Next)]);

        // Forty raters who answer in one minute are one reason to look at the journal: events that came already are taken along.
        Task Next(string name)
        {
            var wait = context.WaitForExternalEvent<object?>(name);
            var taken = 0;
            for (; wait.IsCompleted && taken < MostEventsAtOnce; taken++)
                wait = context.WaitForExternalEvent<object?>(name);
            return taken > 0 ? Task.CompletedTask : wait;
        }
    }
}
