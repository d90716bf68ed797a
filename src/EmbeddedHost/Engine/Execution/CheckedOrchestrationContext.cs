using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Engine.Execution;

/// <summary>
/// What orchestration code sees: the worker's own context, each call checked to come from the turn's thread. What continues as new is
/// kept for when the code has returned: the executor forgets it when a task is still open then.
/// </summary>
internal sealed class CheckedOrchestrationContext(TaskOrchestrationContext inner, Generation generation, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private int _guids;

    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override string Version => inner.Version;

    public override IReadOnlyDictionary<string, object?> Properties => inner.Properties;

    public override DateTime CurrentUtcDateTime => Checked.CurrentUtcDateTime;

    public override bool IsReplaying => generation.IsReplaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    private TaskOrchestrationContext Checked
    {
        get
        {
            generation.CheckCaller();
            return inner;
        }
    }

    public override T? GetInput<T>()
        where T : default
        => Payload.Converter.Deserialize<T>(generation.Identity.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
        => Checked.CallActivityAsync<TResult>(name, input, options);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        generation.CheckCaller();
        var timer = generation.Timers.Begin(fireAt.ToUniversalTime());
        cancellationToken.Register(() => generation.InTurn(timer.Cancel));
        return inner.CreateTimer(fireAt, timer.Token);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var wait = Checked.WaitForExternalEvent<T>(eventName, cancellationToken);
        generation.Calls.Event(eventName, wait);
        return wait;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Checked.SendEvent(instanceId, eventName, payload);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => Checked.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
        => ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        generation.CheckCaller();
        if (options.NewVersion is not null)
        {
            throw new NotSupportedException("The embedded host has no versions of orchestrations: leave NewVersion unset.");
        }

        generation.SetNext(Payload.Write(options.NewInput), options.PreserveUnprocessedEvents);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        Checked.SetCustomStatus(customStatus);
        generation.SetsStatus();
    }

    /// <summary>
    /// The worker makes ids of instance, time and number: on a clock that stands still, two generations would make the same.
    /// </summary>
    [SuppressMessage("Security", "CA5350", Justification = "A UUID of version 5 is made with SHA-1; it protects nothing.")]
    public override Guid NewGuid()
    {
        if (generation.Identity.Generation is not { } number)
        {
            return Checked.NewGuid();
        }

        generation.CheckCaller();
        var name = string.Create(CultureInfo.InvariantCulture, $"{InstanceId}/{number}/{_guids++}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
