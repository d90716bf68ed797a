using Azure;
using CoachingWorkflow.Functions.Mail.AzureCommunication;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail.AzureCommunication;

/// <summary>What a client's exceptions mean for a mail.</summary>
public sealed class ServiceAnswersTests : IDisposable
{
    private readonly CapturedLog _log = new();
    private readonly ServiceAnswers _answers;

    public ServiceAnswersTests() =>
        _answers = new ServiceAnswers(
            new FakeTimeProvider(), LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<ServiceAnswers>());

    public static TheoryData<Exception> Failures =>
    [
        new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout of 0:01:40."),
        new OperationCanceledException(),
        new TimeoutException(),
        new AggregateException(new IOException()),
        new FormatException("zoe@example.org"),
        new RequestFailedException("Connection refused"),
    ];

    public void Dispose() => _log.Dispose();

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_goes_wrong_is_tried_again(Exception failure)
    {
        Assert.Equal(
            new MailResult.Deferred(RetryAfter: null, IsUnanswered: true),
            await _answers.ToAsync("mail", () => throw failure, TestContext.Current.CancellationToken));

        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("Warning ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@example.org", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_is_no_answer()
    {
        await Assert.ThrowsAsync<TaskCanceledException>(
            () => _answers.ToAsync("mail", () => throw new TaskCanceledException(), new CancellationToken(canceled: true)));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_failure_of_something_else_while_giving_up_is_an_answer() =>
        Assert.IsType<MailResult.Deferred>(
            await _answers.ToAsync("mail", () => throw new IOException(), new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("DomainNotLinked", "DomainNotLinked")]
    [InlineData("zoe@example.org is not allowed", "no code")]
    [InlineData("", "no code")]
    [InlineData(null, "no code")]
    public async Task A_code_is_logged_when_it_is_one(string? code, string logged)
    {
        await _answers.ToAsync("mail", () =>
            throw new RequestFailedException(400, "zoe@example.org", code, innerException: null), TestContext.Current.CancellationToken);

        Assert.EndsWith($"400, {logged} ", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }
}
