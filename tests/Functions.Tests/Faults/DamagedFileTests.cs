using System.Globalization;
using System.Net;
using CoachingWorkflow.Functions.Tests.App;
using CsCheck;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Tests.Faults;

/// <summary>
/// The embedded host's file, damaged where chance has it between two starts: either it does not matter, or it is said at the start or by
/// the engagement that it hit. Nobody ever reads anything else than what was written, and no mail goes twice.
/// </summary>
public sealed class DamagedFileTests(PlayedFolder played) : IClassFixture<PlayedFolder>
{
    private const int PageSize = 4096;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a bit of the database", 40)]
    [InlineData("a page of the database, zeroed", 10)]
    [InlineData("the database, cut off", 10)]
    [InlineData("a bit of the log", 20)]
    public async Task It_is_harmless_or_said(string damage, int times)
    {
        var figures = new Figures();
        for (var time = 0; time < times; time++)
        {
            using var copy = played.Copy();
            Damage(copy.Path, damage, new PCG((uint)time, seed: 20_270_104));
            await JudgeAsync(copy.Path, figures);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{damage}: {figures}");
        Assert.Equal(times, figures.Harmless + figures.SaidAtStart + figures.SaidByEngagements);
        Assert.Empty(figures.Wrong);
        Assert.Equal(0, figures.Mailed);

        Assert.True(figures.SaidAtStart + figures.SaidByEngagements > 0, "Nothing was damaged that matters: nothing was shown.");
    }

    [Fact]
    public async Task What_is_whole_in_a_damaged_file_is_taken_over_and_goes_on()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sqlite3"), "sqlite3 is missing: tests/run installs it.");
        using var copy = played.Copy();
        var database = Path.Combine(copy.Path, "workflow.db");
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        // A page of journals: found by what stands in it.
        var bytes = await File.ReadAllBytesAsync(database, Cancellation);
        var at = bytes.AsSpan().LastIndexOf("engagementStarted"u8) / PageSize * PageSize;
        bytes.AsSpan(at, PageSize).Clear();
        await File.WriteAllBytesAsync(database, bytes, Cancellation);
        await Assert.ThrowsAsync<IOException>(() => TestApp.StartAsync(data: copy.Path));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(database, Cancellation));

        await Shell.RunAsync($"cd '{copy.Path}'\n{Recovery()}");

        await using var app = await TestApp.StartAsync(data: copy.Path);
        var read = new Dictionary<HttpStatusCode, int>();
        foreach (var (id, before) in played.Answers)
        {
            var now = await app.Firm.GetAsync($"/api/engagements/{id}");
            read[now.Status] = read.GetValueOrDefault(now.Status) + 1;
            if (now.Status == HttpStatusCode.OK)
            {
                Assert.Equal(before, now.Text);
                (await app.Firm.PostAsync($"/api/engagements/{id}/cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
            }
        }

        Assert.True(read[HttpStatusCode.OK] > 0);
        Assert.True(read[HttpStatusCode.ServiceUnavailable] > 0);
        Assert.Equal(played.Answers.Count, read[HttpStatusCode.OK] + read[HttpStatusCode.ServiceUnavailable]);
    }

    /// <summary>As the runbook has it.</summary>
    private static string Recovery()
    {
        var runbook = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "runbook.md"));
        var from = runbook.IndexOf("    mv workflow.db damaged.db", StringComparison.Ordinal);
        return runbook[from..runbook.IndexOf("\n\n", from, StringComparison.Ordinal)];
    }

    private async Task JudgeAsync(string folder, Figures figures)
    {
        TestApp app;
        try
        {
            app = await TestApp.StartAsync(data: folder);
        }
        catch (IOException said) when (said.Message.Contains("is damaged", StringComparison.Ordinal))
        {
            figures.SaidAtStart++;
            return;
        }

        await using (app)
        {
            var refused = 0;
            foreach (var (id, before) in played.Answers)
            {
                var now = await app.Firm.GetAsync($"/api/engagements/{id}");
                if (now.Status == HttpStatusCode.ServiceUnavailable)
                    refused++;
                else if (now.Status != HttpStatusCode.OK || now.Text != before)
                    figures.Wrong.Add($"{(int)now.Status} {now.Text} instead of {before}");
            }

            await app.RestAsync();
            figures.Mailed += app.Mails.All.Count;
            if (refused > 0)
                figures.SaidByEngagements++;
            else
                figures.Harmless++;
        }
    }

    private static void Damage(string folder, string damage, PCG dice)
    {
        var path = Path.Combine(folder, damage.Contains("log", StringComparison.Ordinal) ? "workflow.db-wal" : "workflow.db");
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var at = (long)dice.Next((uint)file.Length);
        switch (damage)
        {
            case "a bit of the database" or "a bit of the log":
                file.Position = at;
                var flipped = (byte)(file.ReadByte() ^ (1 << (int)dice.Next(8)));
                file.Position = at;
                file.WriteByte(flipped);
                break;
            case "a page of the database, zeroed":
                file.Position = at / PageSize * PageSize;
                file.Write(new byte[PageSize]);
                break;
            default:
                file.SetLength(at);
                break;
        }
    }

    private sealed class Figures
    {
        public int Harmless { get; set; }

        public int SaidAtStart { get; set; }

        public int SaidByEngagements { get; set; }

        public int Mailed { get; set; }

        public List<string> Wrong { get; } = [];

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Harmless + SaidAtStart + SaidByEngagements + Wrong.Count} tried, {Harmless} harmless, {SaidAtStart} said at the start, "
            + $"{SaidByEngagements} said by the engagements hit, {Wrong.Count} read otherwise than written, {Mailed} mailed again");
    }
}
