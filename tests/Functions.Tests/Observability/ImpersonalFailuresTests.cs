using System.Text.Json;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.Observability;

/// <summary>A failure says what failed where, and nothing that someone wrote: Azure keeps what an activity throws.</summary>
public sealed class ImpersonalFailuresTests : IDisposable
{
    private const string Written = "She nearly resigned";

    private readonly CapturedLog _log = new();
    private readonly ImpersonalFailures _failures;

    public ImpersonalFailuresTests() =>
        _failures = new ImpersonalFailures(LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<ImpersonalFailures>());

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_failure_keeps_types_and_places_and_loses_its_words()
    {
        var failed = await Assert.ThrowsAsync<FunctionFailedException>(
            () => _failures.GuardAsync<int>("Reading", ReadAsync, CancellationToken.None));

        Assert.Null(failed.InnerException);
        var line = Assert.Single(_log.Lines);
        Assert.All([failed.ToString(), line], text =>
        {
            Assert.Contains(typeof(InvalidOperationException).FullName!, text, StringComparison.Ordinal);
            Assert.Contains("caused by " + typeof(JsonException).FullName, text, StringComparison.Ordinal);
            Assert.Contains(nameof(ReadAsync), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Written, text, StringComparison.Ordinal);
        });
        Assert.Contains("Reading", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_and_a_cancellation_pass()
    {
        Assert.Equal(7, await _failures.GuardAsync("Counting", () => Task.FromResult(7), CancellationToken.None));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () =>
                _failures.GuardAsync<int>("Stopping", () => throw new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_timeout_that_is_thrown_as_a_cancellation_is_a_failure()
    {
        var failed = await Assert.ThrowsAsync<FunctionFailedException>(
            () => _failures.GuardAsync<int>("Reading", () => throw new TaskCanceledException(Written), CancellationToken.None));

        Assert.Contains(typeof(TaskCanceledException).FullName!, failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Written, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private static Task<int> ReadAsync()
    {
        try
        {
            throw new JsonException(Written);
        }
        catch (JsonException inner)
        {
            throw new InvalidOperationException(Written, inner);
        }
    }
}
