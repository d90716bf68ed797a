using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Tests.Engine;

public sealed class ActivityTests
{
    [Fact]
    public async Task Retries_wait_ever_longer_on_the_hosts_clock()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.Retries), 4);
        await host.AdvanceAsync(TimeSpan.FromHours(3));

        // 10, then 20, then at most 30 minutes.
        var minutes = (await host.InstanceAsync(id)).ReadOutputAs<List<int>>();
        Assert.Equal([0, 10, 30, 60], minutes);
    }

    [Fact]
    public async Task When_the_attempts_are_used_up_the_failure_comes_out()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.Retries), 9);
        var advance = await host.AdvanceAsync(TimeSpan.FromDays(1));
        var instance = await host.InstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, instance.FailureDetails?.ErrorType);
        Assert.Equal(typeof(TimeoutException).FullName, instance.FailureDetails?.InnerFailure?.ErrorType);
        Assert.True(instance.FailureDetails?.InnerFailure?.IsCausedBy<SystemException>());
        Assert.Equal(4, advance.Fired);
    }

    [Fact]
    public async Task After_the_retry_timeout_no_attempt_is_made()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.RetriesForAnHour), 9);
        var advance = await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.InstanceAsync(id)).RuntimeStatus);
        Assert.Equal(2, advance.Fired);
    }

    [Fact]
    public async Task A_failure_is_stored_without_the_exceptions_own_text()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.Catches));
        await host.RestAsync();
        var message = (await host.InstanceAsync(id)).ReadOutputAs<string>();
        Assert.Contains("System.FormatException", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", message + HistoryExport.Read(host.File, id).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_activity_fails_the_call()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.CallsNobody));
        await host.RestAsync();
        var instance = await host.InstanceAsync(id);
        Assert.Equal("EmbeddedHost.UnknownFunction", instance.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task Records_dates_and_nothing_pass_through_activities()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Flaky));
        var id = await host.ScheduleAsync(nameof(Functions.Passes), new Meeting("Ada", new DateOnly(2026, 2, 28)));
        await host.RestAsync();
        Assert.Equal(new Meeting("Ada!", new DateOnly(2026, 3, 1)), (await host.InstanceAsync(id)).ReadOutputAs<Meeting>());
    }

    internal sealed record Meeting(string Who, DateOnly On);

    internal static class Functions
    {
        [Function(nameof(Retries))]
        public static Task<int[]> Retries([OrchestrationTrigger] TaskOrchestrationContext context)
            => CallAsync(context, new RetryPolicy(5, TimeSpan.FromMinutes(10), 2, TimeSpan.FromMinutes(30)));

        [Function(nameof(RetriesForAnHour))]
        public static Task<int[]> RetriesForAnHour([OrchestrationTrigger] TaskOrchestrationContext context)
            => CallAsync(context, new RetryPolicy(100, TimeSpan.FromMinutes(30), retryTimeout: TimeSpan.FromHours(1)));

        [Function(nameof(Catches))]
        public static async Task<string> Catches([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync(nameof(Flaky.Personal));
                return "no failure";
            }
            catch (TaskFailedException failed)
            {
                return failed.Message + failed.FailureDetails.ErrorMessage;
            }
        }

        [Function(nameof(CallsNobody))]
        public static Task CallsNobody([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Nobody");

        [Function(nameof(Passes))]
        public static async Task<Meeting?> Passes([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(Flaky.Nothing), input: null);
            return await context.CallActivityAsync<Meeting>(nameof(Flaky.Move), context.GetInput<Meeting>());
        }

        private static async Task<int[]> CallAsync(TaskOrchestrationContext context, RetryPolicy policy)
            => await context.CallActivityAsync<int[]>(nameof(Flaky.SucceedsAt), context.GetInput<int>(), new TaskOptions(policy));
    }

    internal sealed class Flaky(TimeProvider time)
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<TimeProvider, List<DateTimeOffset>> Attempts = new();

        [Function(nameof(SucceedsAt))]
        public int[] SucceedsAt([ActivityTrigger] int attempt)
        {
            var attempts = Attempts.GetOrAdd(time, _ => []);
            attempts.Add(time.GetUtcNow());
            return attempts.Count >= attempt
                ? [.. attempts.Select(at => (int)(at - attempts[0]).TotalMinutes)] : throw new TimeoutException();
        }

        [Function(nameof(Personal))]
        public static void Personal([ActivityTrigger] string? nothing) => throw new FormatException("Ada wrote this. " + nothing);

        [Function(nameof(Nothing))]
        public static Task Nothing([ActivityTrigger] Meeting? meeting)
            => meeting is null ? Task.CompletedTask : throw new InvalidOperationException();

        [Function(nameof(Move))]
        public static async Task<Meeting> Move([ActivityTrigger] Meeting meeting, CancellationToken cancellation)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            return new Meeting(meeting.Who + "!", meeting.On.AddDays(1));
        }
    }
}
