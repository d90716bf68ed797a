using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Example;

/// <summary>An order waits two days for its payment: HTTP functions, an orchestration, an activity, as on Azure.</summary>
public static class Orders
{
    private const string Paid = nameof(Paid);

    /// <summary>Starts an order; the article is its id.</summary>
    [Function(nameof(PlaceOrder))]
    public static async Task<IActionResult> PlaceOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{article}")] HttpRequest request,
        string article,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Order), article, new StartOrchestrationOptions(article));
        return new AcceptedResult($"/api/orders/{article}", new { article });
    }

    /// <summary>Tells an order that it is paid.</summary>
    [Function(nameof(PayOrder))]
    public static async Task<IActionResult> PayOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{article}/payment")] HttpRequest request,
        string article,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        await client.RaiseEventAsync(article, Paid);
        return new AcceptedResult();
    }

    /// <summary>Says how an order stands.</summary>
    [Function(nameof(ShowOrder))]
    public static async Task<IActionResult> ShowOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{article}")] HttpRequest request,
        string article,
        [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return await client.GetInstanceAsync(article, getInputsAndOutputs: true) is { } order
            ? new JsonResult(new { article, status = order.RuntimeStatus.ToString(), outcome = order.ReadOutputAs<string>() })
            : new NotFoundResult();
    }

    /// <summary>Waits for the payment, or two days.</summary>
    [Function(nameof(Order))]
    public static async Task<string> Order([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var enough = new CancellationTokenSource();
        var tooLate = context.CreateTimer(TimeSpan.FromDays(2), enough.Token);
        var paid = context.WaitForExternalEvent<object?>(Paid);
        if (await Task.WhenAny(paid, tooLate) == tooLate)
            return "dropped";

        enough.Cancel();
        return await context.CallActivityAsync<string>(nameof(Ship), context.GetInput<string>());
    }

    /// <summary>Ships an article.</summary>
    [Function(nameof(Ship))]
    public static string Ship([ActivityTrigger] string article) => $"{article} is on its way";
}
