using System.Net;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Storage;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using EmbeddedHost.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Digests;

/// <summary>What one address is told on one morning comes in one mail, and nothing of it is lost or told twice.</summary>
public sealed class MorningDigestTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-digests-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Firm => TestFirm.North.Email;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("sqlite", 80)]
    [InlineData("blob", 25)]
    public async Task Eighty_late_engagements_and_three_stragglers_are_two_mails_to_the_firm(string storage, int count)
    {
        var histories = new List<int>();
        await using var app = await StartAsync(storage, builder => Watch(builder, histories));
        var late = await LateEngagements.StartAsync(app, count + 3);
        late.Forget();
        foreach (var straggler in late.All.Skip(count))
        {
            await app.Orchestrations.TerminateInstanceAsync(straggler.Id, Cancellation);
            await app.Orchestrations.PurgeInstanceAsync(straggler.Id, Cancellation);
        }

        await app.AdvanceToAsync(LateEngagements.Morning);
        var first = Assert.Single(late.To(Firm));
        Assert.Equal(late.All.Take(count).Select(engagement => engagement.Id).Order(), LateEngagements.Told([first]).Order());

        // The sweep finds the three at ten, which is not too late for this morning.
        await app.AdvanceToAsync(LateEngagements.Morning.AddHours(1));
        Assert.Equal(2, late.To(Firm).Count);
        Assert.Equal(late.All.Select(engagement => engagement.Id).Order(), LateEngagements.Told(late.To(Firm)).Order());
        Assert.Equal(2, late.To(LateEngagements.Coach).Count);
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
        Assert.All(await late.ConfirmedAsync(MailKind.Reminder), engagement => Assert.Equal((1, 1), engagement));
        Assert.Empty(await RowsAsync(app));
        Assert.InRange(histories.Max(), 20, 99);
        TestContext.Current.SendDiagnosticMessage($"Largest history of a digest: {histories.Max()} events.");

        await app.AdvanceToAsync(LateEngagements.Morning.AddDays(1));
        Assert.Equal(2, late.To(Firm).Count);
    }

    [Fact]
    public async Task More_than_a_mail_can_hold_goes_in_the_second_one()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, DigestList.MostTold + 5);
        late.Forget();

        await app.AdvanceToAsync(LateEngagements.Morning.AddHours(1));

        Assert.Equal([DigestList.MostTold, 5], late.To(Firm).Select(mail => LateEngagements.Told([mail]).Count));
        Assert.Equal(late.All.Select(engagement => engagement.Id).Order(), LateEngagements.Told(late.To(Firm)).Order());
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
    }

    [Fact]
    public async Task An_activity_that_runs_beside_another_run_of_itself_writes_over_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var digests = app.Services.GetRequiredService<DigestRecords>();
        var id = new Functions.Orchestration.DigestListId(DigestId.Of([1], LateEngagements.Morning), 1);
        var list = new DigestList(1, "mail", LateEngagements.Morning.AddHours(1), [new DigestItem("a", "mail", IsOwed: true, 1)]);
        await digests.AddListAsync(id, list, Cancellation);

        var slow = (await digests.FindListAsync(id, Cancellation))!;
        var fast = await digests.ReplaceListAsync(id, slow with { Attempts = 1 }, Cancellation);
        await digests.NoteSentAsync(id, fast!, Cancellation);

        Assert.Null(await digests.ReplaceListAsync(id, slow with { Outcome = DigestOutcome.Moved }, Cancellation));
        Assert.Equal(DigestOutcome.Sent, (await digests.FindListAsync(id, Cancellation))!.Outcome);
        Assert.Equal(DigestOutcome.Sent, (await digests.NoteSentAsync(id, slow, Cancellation)).Outcome);
    }

    [Fact]
    public async Task What_is_done_before_the_morning_is_not_told()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(-3));

        (await late.All[1].PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);
        await app.AdvanceToAsync(LateEngagements.Morning);

        var told = LateEngagements.Told([Assert.Single(late.To(Firm))]);
        Assert.Equal(new[] { late.All[0].Id, late.All[2].Id }.Order(), told.Order());
        Assert.Equal(2, (await late.All[1].KindsAsync()).Count(kind => kind == "mailDropped"));
    }

    [Fact]
    public async Task Whose_address_changes_before_the_morning_is_told_nothing_at_the_former_one()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(-3));

        var coach = (await late.All[1].PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{late.All[1].Path}/people/{coach}", Bodies.Of(new { email = "new@coach.example" })))
            .Is(HttpStatusCode.OK);
        await app.AdvanceToAsync(LateEngagements.Morning);

        var reminder = Assert.Single(late.To(LateEngagements.Coach), mail => mail.Kind == MailKind.Reminder);
        Assert.Contains("Canary1", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Canary3", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary2", reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_time_zone_has_its_own_morning_and_so_has_each_policy()
    {
        await using (var app = await TestApp.StartAsync(data: _folder.FullName))
            await LateEngagements.StartAsync(app, 2);

        // From the next release on mails go at ten, for engagements that begin under it.
        var later = Policy.Default with { MailTime = new TimeOnly(10, 0), Reminders = [0], ReminderRepeat = 1, EscalateFrom = 0 };
        await using var changed = await TestApp.StartAsync(
            builder => builder.Services.AddSingleton(later with { StepDueAfter = [0, 14, 28, 14, 10] }), _folder.FullName,
            settings: [$"--Dev:Clock:Start={LateEngagements.Morning.AddMinutes(-10):O}"]);
        foreach (var zone in new[] { TestApp.Zone, "Europe/Lisbon" })
        {
            var body = Bodies.Start();
            body["leader"]!["name"] = $"Leader {zone}";
            body["coach"]!["timeZone"] = zone;
            await TestEngagement.StartAsync(changed, body);
        }

        await changed.AdvanceToAsync(LateEngagements.Morning.AddHours(6));

        var reminders = changed.Mails.All.Where(mail => mail.ToAddress == LateEngagements.Coach && mail.Kind == MailKind.Reminder).ToList();
        Assert.Equal(3, reminders.Count);
        string[] names = ["Canary1", "Canary2", "Europe/Berlin", "Europe/Lisbon"];
        Assert.Equal(
            ["Canary1 Canary2", "Europe/Berlin", "Europe/Lisbon"],
            reminders.Select(mail => string.Join(' ', names.Where(name => mail.Text.Contains(name, StringComparison.Ordinal)))));
        var at = (await changed.MailsAsync()).Where(mail => mail.To == LateEngagements.Coach && mail.Kind == "reminder")
            .Select(mail => mail.SentAt).Where(sent => sent >= LateEngagements.Morning);
        Assert.Equal([LateEngagements.Morning, LateEngagements.Morning.AddHours(1), LateEngagements.Morning.AddHours(2)], at);
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("never started")]
    public async Task A_digest_that_is_lost_is_started_again_by_the_sweep(string how)
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 2);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(-3));
        await TerminateAsync(app, isPurged: how == "never started");

        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(20));

        Assert.Equal(2, LateEngagements.Told([Assert.Single(late.To(Firm))]).Count);
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
    }

    [Fact]
    public async Task A_row_that_is_lost_with_its_digest_is_made_up_for_within_days()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 2);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(-3));
        var store = app.Services.GetRequiredService<IRecordStore>();
        foreach (var row in await RowsAsync(app))
            await store.DeleteAsync(row, Cancellation);

        // A week later the same is told again anyway, with what was lost.
        await app.AdvanceToAsync(LateEngagements.Morning.AddDays(8));

        Assert.NotEmpty(late.To(Firm));
        Assert.All(late.All, engagement => Assert.Contains(engagement.Id, LateEngagements.Told(late.To(Firm))));
        foreach (var engagement in late.All)
        {
            var state = await app.Services.GetRequiredService<Engagements.EngagementReader>().ReadAsync(engagement.Id, Cancellation);
            Assert.Empty(state.Mails.Pending);
        }
    }

    [Fact]
    public async Task A_morning_on_which_the_system_was_down_is_told_on_the_next()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 2);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning.AddMinutes(-3));
        await TerminateAsync(app, isPurged: false);

        // The sweep that starts them again runs when the system is up.
        await app.AdvanceToAsync(LateEngagements.Morning.AddHours(5));
        Assert.Empty(late.To(Firm));
        await app.AdvanceToAsync(LateEngagements.Morning.AddDays(1));

        Assert.Equal(2, LateEngagements.Told([Assert.Single(late.To(Firm))]).Count);
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
    }

    [Fact]
    public async Task What_is_left_of_a_digest_is_forgotten_after_a_week()
    {
        await using var app = await TestApp.StartAsync();
        await LateEngagements.StartAsync(app, 2);
        await app.AdvanceToAsync(LateEngagements.Morning);
        var store = app.Services.GetRequiredService<IRecordStore>();
        var list = (await store.ListAsync("digest-lists/", Cancellation).ToListAsync(Cancellation))
            .First(key => key.Contains("20270208T0800", StringComparison.Ordinal));
        var instance = DigestStarter.InstanceOf(list.Split('/')[1]);
        Assert.NotNull(await app.Orchestrations.GetInstanceAsync(instance, Cancellation));

        await app.AdvanceToAsync(LateEngagements.Morning.AddDays(7).AddHours(2));

        Assert.DoesNotContain(list, await store.ListAsync("digest-lists/", Cancellation).ToListAsync(Cancellation));
        Assert.Null(await app.Orchestrations.GetInstanceAsync(instance, Cancellation));
    }

    private Task<TestApp> StartAsync(string storage, Action<EmbeddedHostBuilder> configure)
    {
        if (storage == "sqlite")
            return TestApp.StartAsync(configure);
        AzuriteServer.Require();
        return TestApp.StartAsync(configure, settings:
        [
            "--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}",
            $"--Storage:Blob:Container={AzuriteServer.NewContainerName()}",
        ]);
    }

    private static async Task TerminateAsync(TestApp app, bool isPurged)
    {
        foreach (var digest in (await RowsAsync(app)).Select(row => row.Split('/')[1]).Distinct())
        {
            await app.Orchestrations.TerminateInstanceAsync(DigestStarter.InstanceOf(digest), Cancellation);
            if (isPurged)
                await app.Orchestrations.PurgeInstanceAsync(DigestStarter.InstanceOf(digest), Cancellation);
        }
    }

    private static async Task<List<string>> RowsAsync(TestApp app) =>
        await app.Services.GetRequiredService<IRecordStore>().ListAsync("digests/", Cancellation).ToListAsync(Cancellation);

    // Measures the history of a digest whenever one of its lists is written.
    private static void Watch(EmbeddedHostBuilder builder, List<int> histories)
    {
        var registered = builder.Services.Last(service => service.ServiceType == typeof(IRecordStore));
        builder.Services.AddSingleton<IRecordStore>(provider => new WatchedRecords(
            (IRecordStore)(registered.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)),
            key =>
            {
                if (Functions.Orchestration.DigestListId.Parse(key)?.Digest is { } digest)
                {
                    lock (histories)
                    {
                        histories.Add(HistoryExport.Read(
                            provider.GetRequiredService<SqliteFile>(), DigestStarter.InstanceOf(digest)).EventCount);
                    }
                }
            }));
    }
}
