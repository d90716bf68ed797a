using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

/// <summary>Events only wake: doubled, early, late, stale or lost, they change nothing of what is recorded.</summary>
public sealed class WakeUpTests
{
    private static readonly string[] Milestones =
    [
        "ContextDefined", "LeaderInterviewed", "InterviewsDone", "ProgramDesigned", "DesignApproved", "RevisionRequested",
        "SessionLogged", "MidReviewHeld", "EndReviewHeld", "AgendaChanged",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("doubled, each one")]
    [InlineData("all names at once")]
    [InlineData("unknown names")]
    [InlineData("with a payload")]
    public async Task Events_that_nobody_caused_change_nothing(string disturbance)
    {
        var undisturbed = await JournalOfAsync((_, _) => Task.CompletedTask);

        var disturbed = await JournalOfAsync(async (app, id) =>
        {
            string[] names = disturbance switch
            {
                "doubled, each one" => [.. Milestones, .. Milestones],
                "unknown names" => ["Nothing", "contextdefined", "\u0001", new string('x', 200)],
                _ => Milestones,
            };
            foreach (var name in names)
                await RaiseAsync(app, id, name, disturbance == "with a payload" ? new { step = 8, approved = true } : null);
        });

        Assert.True(undisturbed.Count > 100);
        Assert.Equal(undisturbed, disturbed);
    }

    [Fact]
    public async Task Events_that_never_arrive_cost_time_but_nothing_else()
    {
        await using var heard = await TestApp.StartAsync();
        var expected = await PlayAsync(heard, () => heard.AdvanceAsync("PT75M"));

        await using var app = await TestApp.StartAsync(DeafOrchestrations.Use);
        var deaf = (DeafOrchestrations)app.Services.GetRequiredService<DurableTaskClient>();
        deaf.IsDeaf = true;
        var actual = await PlayAsync(app, async () =>
        {
            // What the hourly sweep says is heard.
            deaf.IsDeaf = false;
            await app.AdvanceAsync("PT75M");
            deaf.IsDeaf = true;
        });

        Assert.True(deaf.Lost > 20);
        Assert.Equal(ByPeople(expected), ByPeople(actual));
        var (mails, late) = (Mails(expected), Mails(actual));
        Assert.Equal(mails.Keys.Order(), late.Keys.Order());
        Assert.All(mails, mail => Assert.InRange(late[mail.Key] - mail.Value, TimeSpan.Zero, TimeSpan.FromMinutes(75)));
    }

    private static async Task<IReadOnlyList<string>> JournalOfAsync(Func<TestApp, string, Task> disturb)
    {
        await using var app = await TestApp.StartAsync();
        var journal = await PlayAsync(app, async () =>
        {
            await app.RestAsync();
            if ((await app.Firm.GetAsync("/api/engagements")).Value("items.0.id") is { } id)
                await disturb(app, id);
            await app.AdvanceAsync("PT1H");
        });
        return [.. journal.Select(entry => $"{entry.At:O} {entry.Fact.GetType().Name}")];
    }

    private static async Task<IReadOnlyList<JournalEntry>> PlayAsync(TestApp app, Func<Task> after)
    {
        var engagement = await WholeEngagement.PlayAsync(app, after);
        await app.RestAsync();
        return await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation);
    }

    private static IEnumerable<string> ByPeople(IEnumerable<JournalEntry> journal) =>
        journal.Where(entry => entry.By != Actor.Workflow).Select(entry => $"{entry.At:O} {entry.Fact.GetType().Name}");

    // Ids differ from run to run; what is mailed to whom about what does not.
    private static Dictionary<string, DateTimeOffset> Mails(IReadOnlyList<JournalEntry> journal)
    {
        var people = journal.Select(entry => entry.Fact).OfType<EngagementStarted>().Single().People.Select(person => person.Id)
            .Concat(journal.Select(entry => entry.Fact).OfType<RaterAdded>().Select(rater => rater.Rater)).ToList();
        return journal.Where(entry => entry.Fact is MailDecided)
            .Select(entry => (entry.At, Mail: (MailDecided)entry.Fact))
            .ToDictionary(
                entry => $"{entry.Mail.MailKind} {About(entry.Mail.About)} {people.IndexOf(entry.Mail.Recipient)} {entry.Mail.Occasion}",
                entry => entry.At, StringComparer.Ordinal);

        string About(string about) => people.Aggregate(about, (text, person) =>
            text.Replace(
                person, people.IndexOf(person).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static async Task RaiseAsync(TestApp app, string id, string name, object? payload)
    {
        try
        {
            await app.Orchestrations.RaiseEventAsync(id, name, payload, Cancellation);
        }
        catch (InvalidOperationException)
        {
            // The engagement is over: nobody to wake.
            Assert.NotEqual(true, (await app.Orchestrations.GetInstanceAsync(id, Cancellation))?.IsRunning);
        }
    }
}
