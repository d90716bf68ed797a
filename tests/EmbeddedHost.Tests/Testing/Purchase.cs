using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Testing;

/// <summary>
/// The orchestration whose histories are replayed: a reservation that fails once and is tried again, a price, then two days to answer.
/// The answer "again" begins it anew.
/// </summary>
internal static class Purchase
{
    public const string Answer = nameof(Answer);

    private static readonly TaskOptions Twice = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 2, firstRetryInterval: TimeSpan.FromSeconds(1)));

    private static readonly ConcurrentDictionary<string, bool> Reserved = new(StringComparer.Ordinal);

    [Function(nameof(Purchase))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => BuyAsync(context);

    /// <summary>Fails at the first attempt of an order's first round.</summary>
    [Function(nameof(Reserve))]
    public static string Reserve([ActivityTrigger] Order order)
        => order.Round > 1 || !Reserved.TryAdd(order.Id, value: true)
            ? $"{order.Item} is reserved" : throw new InvalidOperationException("The shelf is locked.");

    [Function(nameof(Price))]
    public static decimal Price([ActivityTrigger] string item) => item.Length * 10;

    [Function(nameof(Confirm))]
    public static string Confirm([ActivityTrigger] string answer) => $"confirmed: {answer}";

    /// <summary>The orchestration, changed in one way or another.</summary>
    public static async Task<string> BuyAsync(
        TaskOrchestrationContext context,
        string price = nameof(Price),
        string? item = null,
        double days = 2,
        string answer = Answer,
        bool priceFirst = false,
        bool priceTwice = false,
        bool waits = true)
    {
        var order = context.GetInput<Order>()!;
        if (priceFirst)
        {
            await context.CallActivityAsync<decimal>(price, item ?? order.Item);
        }

        await context.CallActivityAsync<string>(nameof(Reserve), order, Twice);
        if (!priceFirst)
        {
            await context.CallActivityAsync<decimal>(price, item ?? order.Item);
        }

        if (priceTwice)
        {
            await context.CallActivityAsync<decimal>(price, item ?? order.Item);
        }

        if (!waits)
        {
            return "not waited";
        }

        using var answered = new CancellationTokenSource();
        var expires = context.CreateTimer(TimeSpan.FromDays(days), answered.Token);
        var reply = context.WaitForExternalEvent<string>(answer, CancellationToken.None);
        if (await Task.WhenAny(expires, reply) == expires)
        {
            return "expired";
        }

        // Not CancelAsync: it cancels on another thread, and an orchestrator has only its own.
#pragma warning disable CA1849, MA0042, VSTHRD103
        answered.Cancel();
#pragma warning restore CA1849, MA0042, VSTHRD103
        var said = await reply;
        if (said == "again")
        {
            context.ContinueAsNew(order with { Round = order.Round + 1 });
            return said;
        }

        return await context.CallActivityAsync<string>(nameof(Confirm), said);
    }

    internal sealed record Order(string Id, string Item, int Round = 1);
}
