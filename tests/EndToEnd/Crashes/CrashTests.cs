using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Storage.Macs;
using EmbeddedHost.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>The process is killed (SIGKILL) amid a whole engagement, again and again, and whoever was interrupted tries again.</summary>
public sealed class CrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    public async Task Nothing_is_lost_and_nothing_is_done_twice(int seed, int kills)
    {
        var undisturbed = await UndisturbedRun.ReadAsync(Cancellation);
        var points = KillPoint.Choose(seed, kills, undisturbed.Requests);
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, Cancellation);
        using var killing = new KillingHandler(app, points);
        using var http = new HttpClient(killing) { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, UndisturbedRun.Plan);

        try
        {
            for (var index = 0; index < tour.Steps.Count; index++)
                await RunStepAsync(tour, index, app, killing, api, undisturbed);

            var record = (await TourRecord.ReadAsync(api, tour.Engagement, Cancellation)).Anonymous();
            Assert.Equal(kills, killing.Kills.Count);
            Assert.Equal(undisturbed.Record.Mails, record.Mails);
            Assert.Equal(undisturbed.Record.Facts, record.Facts);
            await app.KillAsync();
            await AssertSoundAsync(folder.Path, tour.Engagement);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Killed at:\n{string.Join('\n', killing.Kills)}\n{failure.Message}\n{app.Output}", failure);
        }
    }

    private static async Task RunStepAsync(
        Tour tour, int index, AppProcess app, KillingHandler killing, CoachingApi api, UndisturbedRun undisturbed)
    {
        while (true)
        {
            var kills = killing.Kills.Count;
            try
            {
                await tour.Steps[index].RunAsync(Cancellation);
                return;
            }
            catch (HttpRequestException)
            {
                // The application is dead: killed amid this step, or right after the one before.
                await app.RestartAsync(Cancellation);
                if (killing.CommandWasAcknowledged && kills < killing.Kills.Count)
                {
                    var timeline = await api.TimelineAsync(tour.Engagement, Cancellation);
                    var recorded = timeline.Count(line => line.GetProperty("by").GetString() != Actor.Workflow);
                    Assert.True(recorded >= undisturbed.RecordedUpTo[index], $"'{tour.Steps[index].Name}' was acknowledged and is lost.");
                }
            }
        }
    }

    private static async Task AssertSoundAsync(string folder, string engagement)
    {
        await using var file = new SqliteFile(folder);
        var instances = file.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id FROM durable_instance";
            using var reader = command.ExecuteReader();
            var ids = new List<string>();
            while (reader.Read())
                ids.Add(reader.GetString(0));
            return ids;
        });
        Assert.Equal([engagement], instances.Where(instance => !instance.StartsWith("digest-", StringComparison.Ordinal)));

        // Reading verifies the chain and its MAC.
        var options = new JournalOptions();
        options.Keys.Add(new SigningKey
        {
            Id = "dev",
            Secret = await File.ReadAllTextAsync(Path.Combine(file.Folder!, DevelopmentJournalKey.FileName), Cancellation),
        });
        var journal = await new SqliteEngagementStore(file, new JournalMacs(Options.Create(options)), new FakeTimeProvider())
            .ReadAsync(engagement, after: 0, Cancellation);
        var decided = journal.Select(entry => entry.Fact).OfType<MailDecided>().ToList();
        Assert.Distinct(decided.Select(mail => (mail.MailKind, mail.About, mail.Recipient, mail.Occasion)));
        Assert.Distinct(journal.Select(entry => entry.Fact).OfType<MailSent>().Select(sent => sent.Mail));
    }
}
