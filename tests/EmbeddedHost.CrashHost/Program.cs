using EmbeddedHost.CrashHost;
using EmbeddedHost.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Arguments: the data folder. Commands come on standard input, one a line, and each is answered with itself on standard
// output once it is durable: "start <id>", "raise <id>", "finish <id>" (waits for its end).
var builder = EmbeddedHostBuilder.Create([$"--Data:Path={args[0]}", "--Urls=http://127.0.0.1:0"]);
builder.Logging.ClearProviders();
using var host = builder.Build();
await host.StartAsync();
var client = host.Services.GetRequiredService<DurableTaskClient>();
var pending = new List<Task>();
while (await Console.In.ReadLineAsync() is { } line)
{
    pending.Add(DoAsync(line));
}

await Task.WhenAll(pending);
await host.StopAsync();

async Task DoAsync(string line)
{
    var id = line.Split(' ')[1];
    try
    {
        await (line.Split(' ')[0] switch
        {
            "start" => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Functions.Chain), input: id, new StartOrchestrationOptions(id)),
            "raise" => client.RaiseEventAsync(id, "Go"),
            _ => client.WaitForInstanceCompletionAsync(id),
        });
    }
    catch (InvalidOperationException)
    {
        // Repeated after a crash: the start or the event was durable though it was not acknowledged.
    }

    lock (pending)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
