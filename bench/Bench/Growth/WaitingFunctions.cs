using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CoachingWorkflow.Bench.Growth;

internal static class WaitingFunctions
{
    [Function(nameof(Waiting))]
    public static async Task Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var reminder = context.CreateTimer(TimeSpan.FromDays(7), cancellation.Token);
        var review = context.CreateTimer(TimeSpan.FromDays(30), cancellation.Token);
        var second = context.WaitForExternalEvent<object?>("Second");
        await Task.WhenAny(reminder, review, second, context.WaitForExternalEvent<object?>("First"));
        cancellation.Cancel();
        context.ContinueAsNew(newInput: null);
    }

    /// <summary>Returns how many milliseconds after its due time a timer of 50 ms fired.</summary>
    [Function(nameof(Timer))]
    public static async Task<double> Timer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var due = context.CurrentUtcDateTime.AddMilliseconds(50);
        await context.CreateTimer(due, CancellationToken.None);
        return (context.CurrentUtcDateTime - due).TotalMilliseconds;
    }
}
