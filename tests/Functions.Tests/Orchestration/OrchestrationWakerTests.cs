using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.Logging;
using Moq;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

/// <summary>Starting and waking, whatever the host's client does.</summary>
public sealed class OrchestrationWakerTests : IDisposable
{
    private const string Written = "She nearly resigned";
    private const string Id = "0b6f3c1e-8f5d-4f7e-9b63-3f1c2a5d7e90";

    private readonly Mock<DurableTaskClient> _client = new("test") { CallBase = true };
    private readonly CapturedLog _log = new();
    private readonly OrchestrationWaker _waker;

    public OrchestrationWakerTests() =>
        _waker = new OrchestrationWaker(LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<OrchestrationWaker>());

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(null, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Completed, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, true)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    public async Task It_wakes_what_runs_and_starts_what_does_not_under_the_engagements_id(OrchestrationRuntimeStatus? status, bool starts)
    {
        Finds(status);

        Assert.Equal(starts, await _waker.EnsureAwakeAsync(_client.Object, Id, Milestones.AgendaChanged));

        Verify(started: starts ? Times.Once() : Times.Never(), raised: Times.Once());
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(null)]
    public async Task Nobody_to_wake_is_no_failure_of_the_caller_and_its_reason_is_logged_without_words(OrchestrationRuntimeStatus? status)
    {
        Finds(status);
        _client.Setup(client => client.RaiseEventAsync(Id, Milestones.ContextDefined, null, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException(Written));
        _client.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), null, It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
                .ThrowsAsync(new InvalidOperationException(Written));

        Assert.False(await _waker.EnsureAwakeAsync(_client.Object, Id, Milestones.ContextDefined));

        Assert.Contains(_log.Lines, line =>
            line.Contains(Id, StringComparison.Ordinal) && line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Written, StringComparison.Ordinal));
    }

    private void Finds(OrchestrationRuntimeStatus? status)
    {
        _client.Setup(client => client.GetInstancesAsync(Id, false, It.IsAny<CancellationToken>())).ReturnsAsync(
            status is { } known ? new OrchestrationMetadata(nameof(CoachingEngagement), Id) { RuntimeStatus = known } : null);
        _client.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), null, It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>())).ReturnsAsync(Id);
        var raises = _client.Setup(
            client => client.RaiseEventAsync(Id, It.IsAny<string>(), It.IsAny<object>(), It.IsAny<CancellationToken>()));
        if (status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending)
            raises.Returns(Task.CompletedTask);
        else
            raises.ThrowsAsync(new InvalidOperationException("There is no such instance, or it does not run."));
    }

    private void Verify(Times started, Times raised)
    {
        _client.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(CoachingEngagement), null, It.Is<StartOrchestrationOptions>(options => options.InstanceId == Id),
                It.IsAny<CancellationToken>()),
            started);
        _client.Verify(client => client.RaiseEventAsync(Id, Milestones.AgendaChanged, null, It.IsAny<CancellationToken>()), raised);
    }
}
