using System.Net;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

public sealed class SweepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("terminated")]
    [InlineData("purged")]
    [InlineData("failed")]
    public async Task An_orchestration_that_is_gone_is_restarted_and_makes_up_for_what_was_missed(string how)
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        await app.RestAsync();
        await BreakAsync(app, engagement.Id, how);
        var design = new DesignProgram(new ProgramDesign([new DesignItem("theme", "")], [], [], []));
        Assert.IsType<CommandOutcome.Done>(await app.Services.GetRequiredService<EngagementRepository>().RecordAsync(
            engagement.Id, Actor.Firm, stamp: null, design, Cancellation));
        await app.RestAsync();
        Assert.NotEqual(true, (await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))?.IsRunning);

        await app.AdvanceAsync("PT1H");

        Assert.True((await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))!.IsRunning);
        await engagement.CommitAsync();
        Assert.Equal(6, await engagement.StepAsync());
        Assert.Equal(app.Mails.All.Count, app.Mails.All.Select(mail => mail.Id).Distinct().Count());
        Assert.Equal(3, (await engagement.MailsAsync()).Count(mail => mail.Kind == "programBegins"));
    }

    [Theory]
    [InlineData("terminated")]
    [InlineData("purged")]
    public async Task An_orchestration_that_is_gone_is_started_by_the_next_command(string how)
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        await app.RestAsync();
        await BreakAsync(app, engagement.Id, how);

        (await engagement.PostAsync("program", Bodies.Program())).Is(HttpStatusCode.OK);
        await app.RestAsync();

        Assert.True((await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))!.IsRunning);
        Assert.Equal(2, (await engagement.MailsAsync()).Count(mail => mail.Subject.StartsWith("Decide by ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_start_that_was_lost_is_made_up_for()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        await BreakAsync(app, engagement.Id, "purged");

        await app.AdvanceAsync("PT1H");

        await engagement.ReachAsync(2);
        Assert.Contains(await engagement.MailsAsync(), mail => mail.Subject.Contains("Interview", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_engagement_that_stays_behind_its_agenda_is_named_in_the_log_by_every_sweep()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("P10D");
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("behind its agenda", StringComparison.Ordinal));

        ((ContendedStore)app.Store).Refusals = int.MaxValue;
        await app.AdvanceAsync("P2D");
        await app.AdvanceAsync("PT1H");

        var lines = app.Log.Lines.Where(
            line => line.Contains($"Engagement {engagement.Id} is behind its agenda since ", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.StartsWith("Warning", line, StringComparison.Ordinal));
        Assert.Equal(2, lines.Count);
        Assert.Single(lines.Distinct());
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task Twenty_four_months_after_its_end_an_engagement_is_purged(string status)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, status == "completed" ? 8 : 3);
        var other = await TestEngagement.StartAsync(app);
        (status == "completed"
            ? await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))
            : await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        var end = app.Now;

        await app.AdvanceToAsync(end.AddMonths(24).AddHours(-1));
        Assert.Equal(status, (await engagement.GetAsync()).Value("status"));

        await app.AdvanceToAsync(end.AddMonths(24).AddHours(2));
        (await app.Firm.GetAsync(engagement.Path)).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await app.Firm.GetAsync($"{engagement.Path}/timeline")).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(
            [other.Id], (await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray().Select(item => item!["id"]!.ToString()));
        Assert.Empty(await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation));
        Assert.Null(await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation));
    }

    [Fact]
    public async Task What_is_purged_leaves_no_orchestration_behind_even_if_a_mail_could_never_be_sent()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        app.Mails.Instead = _ => new MailResult.Deferred(TimeSpan.FromDays(25));
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();

        await app.AdvanceToAsync(app.Now.AddMonths(24).AddHours(2));
        await app.AdvanceAsync("P60D");

        (await app.Firm.GetAsync(engagement.Path)).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Null(await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation));
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sweep_leaves_alone_what_runs_as_it_should()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.RestAsync();
        var before = (await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))!;

        await engagement.ChangesNothingAsync(() => app.AdvanceAsync("PT3H"));

        Assert.Equal(before.LastUpdatedAt, (await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))!.LastUpdatedAt);
    }

    [Fact]
    public async Task What_a_sweep_costs_does_not_grow_with_the_engagements_that_run_as_they_should()
    {
        await using var app = await TestApp.StartAsync(DeafOrchestrations.Use);
        for (var number = 0; number < 5; number++)
            await TestEngagement.StartAsync(app);
        await app.RestAsync();
        var asked = ((DeafOrchestrations)app.Orchestrations).Asked;

        await app.AdvanceAsync("PT1H");

        Assert.Equal(asked, ((DeafOrchestrations)app.Orchestrations).Asked);
        Assert.Contains(app.Log.Lines, line =>
            line.Contains("Swept: 0 index rows repaired, 0 orchestrations restarted, 0 woken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_waits_and_holds_up_no_other()
    {
        await using var app = await TestApp.StartAsync();
        app.Mails.Instead = mail => mail.Kind == MailKind.Welcome ? throw new InvalidOperationException("The sender has a bug.") : null;
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();

        Assert.Equal(["request"], (await engagement.MailsAsync()).Select(mail => mail.Kind));
        Assert.True((await app.Orchestrations.GetInstanceAsync(engagement.Id, Cancellation))!.IsRunning);

        app.Mails.Instead = null;
        await app.AdvanceAsync("PT10M");
        Assert.Equal(["request", "welcome", "welcome"], (await engagement.MailsAsync()).Select(mail => mail.Kind).Order());
    }

    private static async Task BreakAsync(TestApp app, string id, string how)
    {
        if (how == "failed")
        {
            ((ContendedStore)app.Store).IsDown = true;
            await app.Orchestrations.RaiseEventAsync(id, "AgendaChanged", cancellation: Cancellation);
            await app.AdvanceAsync("PT10M");
            ((ContendedStore)app.Store).IsDown = false;
            Assert.Equal(OrchestrationRuntimeStatus.Failed, (await app.Orchestrations.GetInstanceAsync(id, Cancellation))!.RuntimeStatus);
            return;
        }

        await app.Orchestrations.TerminateInstanceAsync(id, Cancellation);
        if (how == "purged")
            Assert.Equal(1, (await app.Orchestrations.PurgeInstanceAsync(id, Cancellation)).PurgedInstanceCount);
    }
}
