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
    private DateTime _now = At;

    [Fact]
    public async Task Before_its_morning_it_waits_and_asks_nobody()
    {
        _now = At.AddMinutes(-5);

        await RunAsync(Nothing);

        Assert.Equal([$"timer {At:s}", "Freeze"], _calls);
    }

    [Fact]
    public async Task It_waits_for_what_comes_late_and_looks_again()
    {
        await RunAsync(new DigestTurn(List: null, At.AddHours(1)));

        Assert.Equal(["Freeze", $"timer {At.AddHours(1):s}", "continue as new"], _calls);
    }

    [Fact]
    public async Task A_list_is_sent_and_confirmed_until_nothing_is_left()
    {
        await RunAsync(ListOne, sent: true, batches: 3);

        Assert.Equal(["Freeze", "Send 1", "Confirm 1", "Confirm 1", "Confirm 1", "Freeze"], _calls);
    }

    [Fact]
    public async Task A_list_that_could_not_be_sent_is_looked_at_again()
    {
        await RunAsync(new DigestTurn(List: 2, WaitUntil: null), sent: false);

        Assert.Equal(["Freeze", "Send 2", "Freeze"], _calls);
    }

    [Fact]
    public async Task A_long_list_is_confirmed_over_several_generations_so_that_no_history_grows_long()
    {
        await RunAsync(ListOne, sent: true, batches: 1_000);

        Assert.Equal(19, _calls.Count);
        Assert.Equal("continue as new", _calls[^1]);
    }

    private static DigestTurn Nothing { get; } = new(List: null, WaitUntil: null);

    private static DigestTurn ListOne { get; } = new(List: 1, WaitUntil: null);

    private Task RunAsync(DigestTurn turn, bool sent = false, int batches = 0)
    {
        _context.SetupGet(context => context.CurrentUtcDateTime).Returns(_now);
        _context.SetupGet(context => context.InstanceId).Returns("digest-20270208T0800-abc");
        _context.Setup(context => context.CallActivityAsync<DigestTurn>(
                nameof(Freeze), "20270208T0800-abc", It.IsNotNull<TaskOptions>()))
            .ReturnsAsync(() =>
            {
                _calls.Add("Freeze");
                return _calls.Count(call => call == "Freeze") == 1 ? turn : Nothing;
            });
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
