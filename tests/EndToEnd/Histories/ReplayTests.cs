using CoachingWorkflow.Functions.Activities;
using CoachingWorkflow.Functions.Orchestration;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CoachingWorkflow.EndToEnd.Histories;

/// <summary>
/// Engagements that began under a released orchestrator go on under the present one: its recorded histories are replayed. When
/// this fails, running engagements would fail; the orchestrator has to be changed so that it does not.
/// </summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Recorded => [.. HistoryFolder.Names];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_orchestrator_does_what_the_recorded_history_holds(string name)
    {
        using var replayer = new HistoryReplayer(typeof(CoachingEngagement).Assembly);
        Assert.Null(replayer.FirstDifference(HistoryFolder.Read(name)));
    }

    [Theory]
    [InlineData(HistoryFolder.Release)]
    [InlineData(HistoryFolder.AzureStorage)]
    public void Histories_of_all_phases_are_recorded(string recorded)
    {
        string[] phases = [
            "step-1-waiting", "step-3-raters-asked", "step-5-design-to-decide", "step-6-long-wait", "step-8-review-open", "cancelled"];
        Assert.All(phases, phase => Assert.Contains($"{recorded}-{phase}", HistoryFolder.Names));
        Assert.Contains(HistoryFolder.Names, name => HistoryFolder.Read(name).EventCount > 20);
        Assert.All(
            HistoryFolder.Names.Where(name => name.StartsWith(recorded, StringComparison.Ordinal)),
            name => Assert.Equal(recorded == HistoryFolder.AzureStorage, HistoryFolder.Read(name).FromAzure));
    }

    [Theory]
    [InlineData(HistoryFolder.Release, typeof(MailsFirst), "BringUpToDate")]
    [InlineData(HistoryFolder.Release, typeof(WaitsForAnotherEvent), "AgendaChanged")]
    [InlineData(HistoryFolder.Release, typeof(WaitsForAnotherTime), "CreateTimer")]
    [InlineData(HistoryFolder.AzureStorage, typeof(MailsFirst), "BringUpToDate")]
    [InlineData(HistoryFolder.AzureStorage, typeof(WaitsForAnotherTime), "CreateTimer")]
    public void A_changed_orchestrator_is_reported(string recorded, Type changed, string named)
    {
        using var replayer = new HistoryReplayer(changed);

        var differences = HistoryFolder.Names.Where(name => name.StartsWith(recorded, StringComparison.Ordinal))
            .Select(name => replayer.FirstDifference(HistoryFolder.Read(name))).OfType<string>().ToList();

        Assert.NotEmpty(differences);
        Assert.Contains(differences, difference => difference.Contains($"history holds {Call(named)}", StringComparison.Ordinal));
    }

    private static string Call(string named) => named switch
    {
        nameof(BringUpToDate) => $"CallActivity '{named}'",
        Milestones.AgendaChanged => $"WaitForExternalEvent '{named}'",
        _ => named,
    };

    private static class MailsFirst
    {
        [Function(nameof(CoachingEngagement))]
        public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<bool>(nameof(SendMail), new MailToSend(context.InstanceId, "mail"));
            await context.CallActivityAsync<EngagementAgenda>(nameof(BringUpToDate), context.InstanceId);
        }
    }

    private static class WaitsForAnotherEvent
    {
        [Function(nameof(CoachingEngagement))]
        public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            ReplayTests.RunAsync(context, agenda => agenda.WakeAt!.Value, "SomethingElse");
    }

    private static class WaitsForAnotherTime
    {
        [Function(nameof(CoachingEngagement))]
        public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            ReplayTests.RunAsync(context, agenda => agenda.WakeAt!.Value.AddHours(1), Milestones.AgendaChanged);
    }

    // Step 1 of the orchestrator, but for when and for what it waits.
    private static async Task RunAsync(TaskOrchestrationContext context, Func<EngagementAgenda, DateTime> wakeAt, string lastEvent)
    {
        var agenda = await context.CallActivityAsync<EngagementAgenda>(nameof(BringUpToDate), context.InstanceId);
        context.SetCustomStatus(agenda.Status);
        foreach (var mail in agenda.Mails)
            await context.CallActivityAsync<bool>(nameof(SendMail), new MailToSend(context.InstanceId, mail));
        var nextDue = context.CreateTimer(wakeAt(agenda), CancellationToken.None);
        await Task.WhenAny(
            nextDue, context.WaitForExternalEvent<object?>(Milestones.ContextDefined), context.WaitForExternalEvent<object?>(lastEvent));
        context.ContinueAsNew(newInput: null);
    }
}
