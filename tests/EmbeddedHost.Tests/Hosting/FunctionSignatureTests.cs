using EmbeddedHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Hosting;

/// <summary>A wrong declaration is an error at start that names the function and what is wrong.</summary>
public sealed class FunctionSignatureTests
{
    [Theory]
    [InlineData(typeof(NoTrigger), "must have one parameter with a trigger attribute; it has 0")]
    [InlineData(typeof(WrongRequest), "must take its HTTP trigger as HttpRequest, not String")]
    [InlineData(typeof(WrongResult), "must return IActionResult")]
    [InlineData(typeof(UnknownParameter), "has a parameter 'other' that nothing binds")]
    [InlineData(typeof(WrongClient), "must take 'client' as DurableTaskClient")]
    [InlineData(typeof(WrongContext), "must take its orchestration trigger as TaskOrchestrationContext, not Object")]
    [InlineData(typeof(SynchronousOrchestration), "must return a Task")]
    [InlineData(typeof(WrongSchedule), "has a schedule 'every day' that is not of six fields")]
    [InlineData(typeof(SameName), "has a name that another function has")]
    public async Task A_wrong_declaration_is_named(Type functions, string what)
    {
        var wrong = await Assert.ThrowsAsync<FunctionSignatureException>(() => TestHost.StartAsync(functions));
        Assert.Contains("The function 'Wrong' (", wrong.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(what, wrong.Message, StringComparison.Ordinal);
    }

    internal static class NoTrigger
    {
        [Function("Wrong")]
        public static int Run(int value) => value;
    }

    internal static class WrongRequest
    {
        [Function("Wrong")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string request) =>
            new ContentResult { Content = request };
    }

    internal static class WrongResult
    {
        [Function("Wrong")]
        public static string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => request.Method;
    }

    internal static class UnknownParameter
    {
        [Function("Wrong")]
        public static IActionResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{id}")] HttpRequest request, string other)
            => new ContentResult { Content = request.Method + other };
    }

#pragma warning disable DURABLE1001, DURABLE1002 // The analyzers find these two as well, where they run.
    internal static class WrongClient
    {
        [Function("Wrong")]
        public static void Run([ActivityTrigger] string input, [DurableClient] string client) => Assert.Equal(input, client);
    }

    internal static class WrongContext
    {
        [Function("Wrong")]
        public static Task Run([OrchestrationTrigger] object context) => Task.FromResult(context);
    }
#pragma warning restore DURABLE1001, DURABLE1002

    internal static class SynchronousOrchestration
    {
        [Function("Wrong")]
        public static string Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.InstanceId;
    }

    internal static class WrongSchedule
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => Assert.NotNull(timer);
    }

    internal static class SameName
    {
        [Function("wrong")]
        public static string One([ActivityTrigger] string input) => input;

        [Function("WRONG")]
        public static string Two([ActivityTrigger] string input) => input;
    }
}
