using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using EmbeddedHost.DurableTask;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine;

/// <summary>What orchestration code sees of its execution.</summary>
internal sealed class EngineOrchestrationContext(OrchestrationExecution execution, ILoggerFactory loggers) : TaskOrchestrationContext
{
    /// <summary>Azure wakes a long timer this often; so do we, so that histories are as long here as there.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private int _guids;

    public override TaskName Name => execution.Identity.Name;

    public override string InstanceId => execution.Identity.InstanceId;

    public override DateTime CurrentUtcDateTime
    {
        get
        {
            execution.CheckCaller();
            return execution.Now;
        }
    }

    public override bool IsReplaying => execution.IsReplaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>()
        where T : default
        => Payload.Read<T>(execution.Identity.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var json = Payload.Write(input);
        return options?.Retry?.Policy is { } policy
            ? CallWithRetriesAsync<TResult>(name, json, policy)
            : CallOnceAsync<TResult>(name, json);
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var final = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        while (final - CurrentUtcDateTime > LongestTimer)
        {
            await OneTimer(CurrentUtcDateTime + LongestTimer, final, cancellationToken);
        }

        await OneTimer(final, final, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        execution.CheckCaller();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        execution.Record(new HistoryEvent(HistoryEventKind.EventAwaited) { Name = eventName });
        var completion = new TaskCompletionSource<T>();
        if (execution.Inbox.TryTake(eventName, out var data))
        {
            Complete(completion, data);
            return completion.Task;
        }

        var registration = default(CancellationTokenRegistration);
        var waiter = execution.Inbox.Wait(eventName, payload =>
        {
            registration.Dispose();
            Complete(completion, payload);
        });
        registration = cancellationToken.Register(() => execution.InTurn(() =>
        {
            if (execution.Inbox.Cancel(waiter))
            {
                completion.TrySetCanceled(cancellationToken);
            }
        }));
        return completion.Task;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        execution.CheckCaller();
        execution.SetNext(Payload.Write(newInput), preserveUnprocessedEvents);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        execution.CheckCaller();
        execution.CustomStatus = Payload.Write(customStatus);
    }

    [SuppressMessage("Security", "CA5350", Justification = "A UUID of version 5 is made with SHA-1; it protects nothing.")]
    public override Guid NewGuid()
    {
        execution.CheckCaller();
        var identity = execution.Identity;
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{identity.InstanceId}/{identity.Generation}/{_guids++}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private Task<T> CallOnceAsync<T>(string name, string? input)
    {
        execution.CheckCaller();
        var id = execution.NextId();
        var action = new HistoryEvent(HistoryEventKind.TaskScheduled) { Id = id, Name = name, Data = input };
        execution.Record(action);
        var completion = new TaskCompletionSource<T>();
        execution.Open(
            action,
            happened =>
            {
                if (happened.Kind == HistoryEventKind.TaskCompleted)
                {
                    Complete(completion, happened.Data);
                }
                else
                {
                    completion.TrySetException(new TaskFailedException(name, id, Failures.Of(name, happened.Name!)));
                }
            },
            () => completion.TrySetCanceled());
        return completion.Task;
    }

    private async Task<T> CallWithRetriesAsync<T>(string name, string? input, RetryPolicy policy)
    {
        var first = CurrentUtcDateTime;
        var wait = policy.FirstRetryInterval;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CallOnceAsync<T>(name, input);
            }
            catch (TaskFailedException) when (attempt < policy.MaxNumberOfAttempts && !TimedOut(first, policy))
            {
                // Tried again below, after the wait.
            }

            await CreateTimer(wait, CancellationToken.None);
            wait = TimeSpan.FromTicks((long)Math.Min(wait.Ticks * policy.BackoffCoefficient, policy.MaxRetryInterval.Ticks));
        }
    }

    private bool TimedOut(DateTime first, RetryPolicy policy)
        => policy.RetryTimeout != Timeout.InfiniteTimeSpan && CurrentUtcDateTime - first >= policy.RetryTimeout;

    private Task OneTimer(DateTime due, DateTime final, CancellationToken cancellation)
    {
        execution.CheckCaller();
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }

        var id = execution.NextId();
        var action = new HistoryEvent(HistoryEventKind.TimerCreated) { Id = id, Due = due, Final = final == due ? null : final };
        execution.Record(action);
        var completion = new TaskCompletionSource();
        var registration = default(CancellationTokenRegistration);
        execution.Open(
            action,
            _ =>
            {
                registration.Dispose();
                completion.TrySetResult();
            },
            () => completion.TrySetCanceled(cancellation));
        registration = cancellation.Register(() => execution.CancelTimer(id));
        return completion.Task;
    }

    private static void Complete<T>(TaskCompletionSource<T> completion, string? json)
    {
        T? value;
        try
        {
            value = Payload.Read<T>(json);
        }
        catch (System.Text.Json.JsonException exception)
        {
            completion.TrySetException(exception);
            return;
        }

        completion.TrySetResult(value!);
    }
}
