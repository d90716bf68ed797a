using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>The process is killed (SIGKILL) after each activity of the morning's digests in turn.</summary>
public sealed partial class DigestCrashTests
{
    private const int Late = 80;
    private const int Stragglers = 3;

    // Nine o'clock in Berlin, three weeks after the first step was due: the coach is reminded of each, and the firm told.
    private static readonly DateTimeOffset Morning = new(2027, 2, 8, 8, 0, 0, TimeSpan.Zero);

    // Each is one life of the process. There are two digests, the coach's and the firm's, and each has two lists.
    private static readonly string[] Lives =
    [
        "MailDecided:30", "handed over:60", "frozen:1", "frozen:1", "about to be sent:1", "sent:1", "sent:1", "outcome kept:1",
        "outcome kept:1", "MailSent:5", "row deleted:7", "confirmed:1", "confirmed:2", "frozen:1", "sent:1", "confirmed:1", "none:1",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eighty_late_engagements_and_three_stragglers_are_two_mails_and_each_is_told_once()
    {
        using var folder = new DataFolder();
        var address = TourSettings.FreeAddress();
        var ids = await PrepareAsync(folder.Path, address);
        var kills = new List<string>();

        foreach (var life in Lives)
        {
            await using var app = Of(folder.Path, address, $"--Kill={life}", $"--Late={string.Join(',', ids.Skip(Late))}");
            await app.RestartAsync(Cancellation);
            using var http = new HttpClient { BaseAddress = address };
            try
            {
                var api = new CoachingApi(http);
                await api.SettleAsync(Cancellation);
                var now = await api.NowAsync(Cancellation);
                foreach (var at in new[] { 0, 10, 60, 120 }.Select(minutes => Morning.AddMinutes(minutes)).Where(at => at >= now))
                    await api.AdvanceToAsync(at, Cancellation);
            }
            catch (HttpRequestException)
            {
                kills.Add(life);
            }
        }

        await AssertToldOnceAsync(folder.Path, address, ids, kills);
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(string folder, Uri address)
    {
        await using var app = Of(folder, address);
        await app.RestartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = address };
        var api = new CoachingApi(http);
        var ids = new List<string>();
        for (var number = 1; number <= Late + Stragglers; number++)
        {
            var started = await api.PostAsync("/api/engagements", new
            {
                leader = Person(string.Create(CultureInfo.InvariantCulture, $"Leader {number}"), Cast.Leader),
                coach = Person("Cora Coach", Cast.Coach),
                sponsors = new[] { Person("Sam Sponsor", Cast.Sponsor) },
                months = 6,
                hoursPerMonth = 2,
                timeZone = "Europe/Berlin",
            }, string.Create(CultureInfo.InvariantCulture, $"late/{number}"), HttpStatusCode.Created, Cancellation);
            ids.Add(started.GetProperty("id").GetString()!);
        }

        await api.AdvanceToAsync(Morning.AddMinutes(-10), Cancellation);
        return ids;

        static object Person(string name, string email) => new { name, email, timeZone = "Europe/Berlin" };
    }

    private static async Task AssertToldOnceAsync(string folder, Uri address, IReadOnlyList<string> ids, List<string> kills)
    {
        await using var app = Of(folder, address);
        await app.RestartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = address };
        var api = new CoachingApi(http);
        await api.SettleAsync(Cancellation);
        var mails = (await api.OutboxAsync(cancellation: Cancellation)).Where(mail => mail.SentAt >= Morning.AddMinutes(-10)).ToList();
        var toFirm = mails.Where(mail => mail.To == TourSettings.FirmEmail).ToList();

        TestContext.Current.SendDiagnosticMessage($"Killed after: {string.Join(", ", kills)}.");
        Assert.InRange(kills.Count, 14, Lives.Length);
        Assert.Equal(
            ["MailDecided", "MailSent", "about to be sent", "confirmed", "frozen", "handed over", "outcome kept", "row deleted", "sent"],
            kills.Select(kill => kill.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, toFirm.Count);
        Assert.Equal(2, mails.Count(mail => mail.To == Cast.Coach));
        Assert.Equal(ids.Order(), toFirm.SelectMany(mail => Told().Matches(mail.Text)).Select(told => told.Groups["id"].Value).Order());
        foreach (var id in ids)
        {
            var timeline = await api.TimelineAsync(id, Cancellation);
            foreach (var kind in new[] { "reminder", "escalation" })
            {
                var lines = timeline.Where(line =>
                    line.TryGetProperty("mailKind", out var mail) && mail.GetString() == kind
                    && line.GetProperty("at").GetDateTimeOffset() >= Morning.AddMinutes(-10))
                    .Select(line => line.GetProperty("kind").GetString());
                Assert.Equal(["mailDecided", "mailSent"], lines);
            }
        }

        await app.KillAsync();
        await using var file = new SqliteFile(folder);
        Assert.Equal(0, file.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM records WHERE key LIKE 'digests/%'";
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }));
    }

    private static AppProcess Of(string folder, Uri address, params string[] more) => AppProcess.Of(
        Path.Combine(AppContext.BaseDirectory, "CoachingWorkflow.Functions.CrashHost.dll"), address, folder,
        [
            .. TourSettings.Arguments(address, folder), "--Firms:0:TimeZone=Europe/Berlin",
            $"--LateUntil={Morning.AddMinutes(30):O}", .. more,
        ]);

    [GeneratedRegex(@"\bEngagement (?<id>[0-9a-f]{8}-[0-9a-f-]{27})\.", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Told();
}
