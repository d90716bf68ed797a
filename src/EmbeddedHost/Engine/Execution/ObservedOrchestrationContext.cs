using System.Collections.Immutable;
using DurableTask.Core;

namespace EmbeddedHost.Engine.Execution;

/// <summary>
/// Passes calls on to the executor's own context and notes each under the number that it gets there: retries and the parts of long
/// timers come by here like what the code itself asks for.
/// </summary>
internal sealed class ObservedOrchestrationContext : OrchestrationContext
{
    private readonly OrchestrationContext _inner;
    private readonly Calls _calls;
    private readonly LongTimers _timers;

    public ObservedOrchestrationContext(OrchestrationContext inner, Calls calls, LongTimers timers)
    {
        _inner = inner;
        _calls = calls;
        _timers = timers;
        OrchestrationInstance = inner.OrchestrationInstance;
        Version = inner.Version;
    }

    public override DateTime CurrentUtcDateTime => _inner.CurrentUtcDateTime;

    /// <summary>The executor's context, writing and reading as the worker told this one to.</summary>
    private OrchestrationContext Inner
    {
        get
        {
            _inner.MessageDataConverter = MessageDataConverter;
            _inner.ErrorDataConverter = ErrorDataConverter;
            return _inner;
        }
    }

    public override Task<TResult> ScheduleTask<TResult>(
        string name, string version, ScheduleTaskOptions options, params object[] parameters)
    {
        if (options.RetryOptions is { } retries)
        {
            var once = ScheduleTaskOptions.CreateBuilder().WithTags(options.Tags ?? ImmutableDictionary<string, string>.Empty).Build();
            return new RetryInterceptor<TResult>(this, retries, () => ScheduleTask<TResult>(name, version, once, parameters)).Invoke()!;
        }

        _calls.Activity();
        return Inner.ScheduleTask<TResult>(name, version, options, parameters);
    }

    public override Task<TResult> ScheduleTask<TResult>(string name, string version, params object[] parameters)
        => ScheduleTask<TResult>(name, version, ScheduleTaskOptions.CreateBuilder().Build(), parameters);

    public override Task<T> CreateTimer<T>(DateTime fireAt, T state) => CreateTimer(fireAt, state, CancellationToken.None);

    public override Task<T> CreateTimer<T>(DateTime fireAt, T state, CancellationToken cancelToken)
    {
        _timers.Part(final => _calls.Timer(fireAt, final), cancelToken);
        return Inner.CreateTimer(fireAt, state, cancelToken);
    }

    public override Task<T> CreateSubOrchestrationInstance<T>(string name, string version, object input) => throw NoChildren();

    public override Task<T> CreateSubOrchestrationInstance<T>(string name, string version, string instanceId, object input) =>
        throw NoChildren();

    public override Task<T> CreateSubOrchestrationInstance<T>(
        string name, string version, string instanceId, object input, IDictionary<string, string> tags)
        => throw NoChildren();

    public override void SendEvent(OrchestrationInstance orchestrationInstance, string eventName, object eventData)
        => throw new NotSupportedException(
            "The embedded host does not send events between instances: raise them with a client, in an activity.");

    public override void ContinueAsNew(object input) => throw AsksTheGeneration();

    public override void ContinueAsNew(string newVersion, object input) => throw AsksTheGeneration();

    private static NotSupportedException NoChildren()
        => new("The embedded host has no child orchestrations: start an instance of its own with a client, in an activity.");

    private static NotSupportedException AsksTheGeneration()
        => new("The generation itself continues as new once its code has returned.");
}
