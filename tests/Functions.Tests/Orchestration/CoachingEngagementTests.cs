using CoachingWorkflow.Functions.Activities;
using CoachingWorkflow.Functions.Orchestration;
using Moq;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

/// <summary>One generation of the orchestration: what it calls, what it waits for, and how it goes on.</summary>
public sealed class CoachingEngagementTests
{
    private const string Id = "0b6f3c1e-8f5d-4f7e-9b63-3f1c2a5d7e90";

    private static readonly DateTime WakeAt = new(2027, 1, 15, 8, 0, 0, DateTimeKind.Utc);

    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);
    private readonly List<string> _calls = [];
    private readonly Dictionary<string, TaskCompletionSource<object?>> _waits = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _timer = new();
    private CancellationToken _timerToken;

    public static TheoryData<Step, string[]> WaitsOfEachStep { get; } = new()
    {
        { Step.DefiningTheContext, ["ContextDefined"] },
        { Step.InterviewWithLeader, ["LeaderInterviewed"] },
        { Step.ThreeSixtyInterviews, ["InterviewsDone"] },
        { Step.AssessmentAndDesign, ["ProgramDesigned"] },
        { Step.LeaderAndSponsorReview, ["DesignApproved", "RevisionRequested", "ProgramDesigned"] },
        { Step.IndividualCoachingMeetings, ["SessionLogged", "MidReviewHeld", "EndReviewHeld"] },
        { Step.MidProgramReview, ["SessionLogged", "MidReviewHeld", "EndReviewHeld"] },
        { Step.EndOfProgramReview, ["SessionLogged", "MidReviewHeld", "EndReviewHeld"] },
    };

    [Theory]
    [MemberData(nameof(WaitsOfEachStep))]
    public async Task It_waits_for_the_steps_milestones_and_any_of_them_wakes_it(Step step, string[] milestones)
    {
        foreach (var milestone in (string[])[.. milestones, "AgendaChanged"])
        {
            var test = new CoachingEngagementTests();
            var run = test.Run(new EngagementAgenda(step, 1, [], WakeAt));
            Assert.False(run.IsCompleted);
            Assert.Equal(milestones.Append("AgendaChanged").Order(), test._waits.Keys.Order());

            test._waits[milestone].SetResult(null);
            await run;

            Assert.True(test._timerToken.IsCancellationRequested);
            Assert.Equal(["BringUpToDate", "status", $"timer {WakeAt:s}", "continue as new"], test._calls);
        }
    }

    [Fact]
    public async Task When_the_time_has_come_it_looks_again()
    {
        var run = Run(new EngagementAgenda(Step.AssessmentAndDesign, 1, [], WakeAt));
        Assert.False(run.IsCompleted);

        _timer.SetResult();
        await run;

        Assert.Equal("continue as new", _calls[^1]);
        _context.Verify(context => context.ContinueAsNew(null, true), Times.Once);
    }

    [Fact]
    public async Task It_sends_what_is_to_be_sent_one_after_the_other_before_it_waits()
    {
        var run = Run(new EngagementAgenda(Step.DefiningTheContext, 1, ["mail-1", "mail-2"], WakeAt));

        Assert.Equal(["BringUpToDate", "status", "SendMail mail-1", "SendMail mail-2", $"timer {WakeAt:s}"], _calls);
        _timer.SetResult();
        await run;
    }

    [Fact]
    public async Task What_goes_in_a_digest_is_handed_over_before_anything_is_sent()
    {
        _context.Setup(context => context.CallActivityAsync<int>(nameof(HandOver), It.IsAny<object>(), It.IsNotNull<TaskOptions>()))
            .Callback<TaskName, object, TaskOptions>((_, input, _) =>
            {
                var mails = Assert.IsType<MailsToHandOver>(input);
                Assert.Equal(Id, mails.Engagement);
                _calls.Add($"HandOver {string.Join(' ', mails.Digests)}");
            })
            .ReturnsAsync(2);
        var run = Run(new EngagementAgenda(Step.DefiningTheContext, 1, ["mail-1"], WakeAt, ["digest-1", "digest-2"]));

        Assert.Equal(["BringUpToDate", "status", "HandOver digest-1 digest-2", "SendMail mail-1", $"timer {WakeAt:s}"], _calls);
        _timer.SetResult();
        await run;
    }

    [Fact]
    public async Task A_mail_that_has_to_wait_gets_a_time_of_its_own_from_the_next_look()
    {
        await Run(new EngagementAgenda(Step.DefiningTheContext, 1, ["mail-1"], WakeAt), mail => mail != "mail-1");

        Assert.Equal(["BringUpToDate", "status", "SendMail mail-1", "continue as new"], _calls);
    }

    [Fact]
    public async Task It_completes_when_the_engagement_is_over_and_all_is_mailed()
    {
        await Run(new EngagementAgenda(Step.EndOfProgramReview, 1, ["mail-1"], WakeAt: null));

        Assert.Equal(["BringUpToDate", "status", "SendMail mail-1"], _calls);
    }

    [Fact]
    public async Task It_does_not_complete_while_a_last_mail_has_to_wait()
    {
        await Run(new EngagementAgenda(Step.EndOfProgramReview, 1, ["mail-1"], WakeAt: null), _ => false);

        Assert.Equal("continue as new", _calls[^1]);
    }

    private Task Run(EngagementAgenda agenda, Func<string, bool>? settled = null)
    {
        _context.SetupGet(context => context.InstanceId).Returns(Id);
        _context.Setup(context => context.CallActivityAsync<EngagementAgenda>(nameof(BringUpToDate), Id, It.IsNotNull<TaskOptions>()))
            .Callback(() => _calls.Add("BringUpToDate"))
            .ReturnsAsync(agenda);
        _context.Setup(context => context.SetCustomStatus(agenda.Status)).Callback(() => _calls.Add("status"));
        _context.Setup(context => context.CallActivityAsync<bool>(nameof(SendMail), It.IsAny<object>(), It.IsNotNull<TaskOptions>()))
            .Returns<TaskName, object, TaskOptions>((_, input, _) =>
            {
                var mail = Assert.IsType<MailToSend>(input);
                Assert.Equal(Id, mail.Engagement);
                _calls.Add($"SendMail {mail.Mail}");
                return Task.FromResult(settled?.Invoke(mail.Mail) ?? true);
            });
        _context.Setup(context => context.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>()))
            .Returns<DateTime, CancellationToken>((at, token) =>
            {
                _calls.Add($"timer {at:s}");
                _timerToken = token;
                return _timer.Task;
            });
        _context.Setup(context => context.WaitForExternalEvent<object?>(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns<string, CancellationToken>((name, _) => (_waits[name] = new TaskCompletionSource<object?>()).Task);
        _context.Setup(context => context.ContinueAsNew(null, true)).Callback(() => _calls.Add("continue as new"));
        return CoachingEngagement.RunAsync(_context.Object);
    }
}
