using CoachingWorkflow.Functions.Activities;
using CoachingWorkflow.Functions.Orchestration;
using Moq;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

/// <summary>One generation of a digest's orchestration.</summary>
public sealed class MorningDigestOrchestrationTests
{
    private static readonly DateTime At = new(2027, 2, 8, 8, 0, 0, DateTimeKind.Utc);

    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);
    private readonly List<string> _calls = [];

    [Fact]
    public async Task It_waits_for_its_morning_and_looks_again()
    {
        await RunAsync(new DigestTurn(List: null, At));

        Assert.Equal(["Freeze", $"timer {At:s}", "continue as new"], _calls);
    }

    [Fact]
    public async Task A_list_is_sent_and_confirmed_until_nothing_is_left()
    {
        await RunAsync(new DigestTurn(List: 1, WaitUntil: null), sent: true, batches: 3);

        Assert.Equal(["Freeze", "Send 1", "Confirm 1", "Confirm 1", "Confirm 1", "continue as new"], _calls);
    }

    [Fact]
    public async Task A_list_that_could_not_be_sent_is_looked_at_again()
    {
        await RunAsync(new DigestTurn(List: 2, WaitUntil: null), sent: false);

        Assert.Equal(["Freeze", "Send 2", "continue as new"], _calls);
    }

    [Fact]
    public async Task It_ends_when_there_is_nothing_to_tell()
    {
        await RunAsync(new DigestTurn(List: null, WaitUntil: null));

        Assert.Equal(["Freeze"], _calls);
    }

    [Fact]
    public async Task A_long_list_is_confirmed_over_several_generations_so_that_no_history_grows_long()
    {
        await RunAsync(new DigestTurn(List: 1, WaitUntil: null), sent: true, batches: 1_000);

        Assert.Equal(18, _calls.Count);
        Assert.Equal("continue as new", _calls[^1]);
    }

    private Task RunAsync(DigestTurn turn, bool sent = false, int batches = 0)
    {
        _context.SetupGet(context => context.InstanceId).Returns("digest-20270208T0800-abc");
        _context.Setup(context => context.CallActivityAsync<DigestTurn>(
                nameof(Freeze), "20270208T0800-abc", It.IsNotNull<TaskOptions>()))
            .Callback(() => _calls.Add("Freeze")).ReturnsAsync(turn);
        _context.Setup(context => context.CallActivityAsync<bool>(nameof(Send), It.IsAny<object>(), It.IsNotNull<TaskOptions>()))
            .Callback<TaskName, object, TaskOptions>((_, list, _) => _calls.Add($"Send {((DigestListId)list).List}")).ReturnsAsync(sent);
        _context.Setup(context => context.CallActivityAsync<bool>(nameof(Confirm), It.IsAny<object>(), It.IsNotNull<TaskOptions>()))
            .Callback<TaskName, object, TaskOptions>((_, list, _) => _calls.Add($"Confirm {((DigestListId)list).List}"))
            .ReturnsAsync(() => --batches > 0);
        _context.Setup(context => context.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>()))
            .Callback<DateTime, CancellationToken>((at, _) => _calls.Add($"timer {at:s}")).Returns(Task.CompletedTask);
        _context.Setup(context => context.ContinueAsNew(null, true)).Callback(() => _calls.Add("continue as new"));
        return MorningDigest.RunAsync(_context.Object);
    }
}
