using EmbeddedHost.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.CrashHost;

/// <summary>Five steps, a short timer, an event, a sixth step.</summary>
public sealed class Functions(SqliteFile file)
{
    private static readonly Lock Appending = new();

    [Function(nameof(Chain))]
    public static async Task<string> Chain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var id = context.GetInput<string>();
        var steps = new List<int>();
        for (var step = 1; step <= 5; step++)
        {
            steps.Add(await context.CallActivityAsync<int>(nameof(Step), $"{id}:{step}"));
        }

        await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        await context.WaitForExternalEvent<object?>("Go");
        steps.Add(await context.CallActivityAsync<int>(nameof(Step), $"{id}:6"));
        return string.Join(',', steps);
    }

    [Function(nameof(Step))]
    public int Step([ActivityTrigger] string step)
    {
        lock (Appending)
        {
            File.AppendAllText(Path.Combine(file.Folder!, "steps.txt"), step + "\n");
        }

        return int.Parse(step.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
