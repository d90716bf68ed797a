using System.Text;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>Mail scanners follow links and press buttons before people do: nothing may come of it.</summary>
public sealed class ScannerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_every_step_a_scanner_that_opens_every_link_and_sends_every_form_as_it_stands_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        using var stranger = new Browser(app);
        var scanner = new Scanner(stranger);
        HashSet<string> scanned = [];
        TestEngagement? engagement = null;

        await WholeEngagement.PlayAsync(app, async () =>
        {
            var about = (await app.MailsAsync())[0].About!;
            engagement ??= new TestEngagement(app, about);
            var now = await engagement.GetAsync();
            if (scanned.Add($"{now.Value("status")} {now.Value("cycle")} {now.Value("step.number")} {now.Value("program.revision")}"))
                await ScanAsync(app, engagement, scanner);
        });

        Assert.True(scanned.Count > 8, string.Join(", ", scanned));
        Assert.True(scanner is { Pages: > 100, Forms: > 100 }, $"{scanner.Pages} pages, {scanner.Forms} forms");
    }

    [Theory, MemberData(nameof(TestEngagement.Steps), MemberType = typeof(TestEngagement))]
    public async Task Not_even_on_devices_that_coach_and_leader_have_opened_with_their_codes(int step)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, step);
        foreach (var (rel, to) in ((string, string)[])[("workspace", Bodies.Email("Cora Coach")), ("program", Bodies.Email("Lea Leader"))])
        {
            if (step < 5 && rel == "program")
                continue; // The leader has no page before there is a program.
            using var device = new Browser(app);
            var link = await engagement.LinkAsync(rel, to);
            await device.EnterMailedCodeAsync(engagement, link, to);
            var scanner = new Scanner(device);

            await engagement.ChangesNothingAsync(() => scanner.ScanAsync(link));

            Assert.True(rel == "program" || scanner.Forms > 0);
        }
    }

    private static async Task ScanAsync(TestApp app, TestEngagement engagement, Scanner scanner)
    {
        var before = await JournalAsync(app, engagement);
        var mails = await app.MailsAsync();

        foreach (var link in mails.SelectMany(mail => mail.Links).Select(link => link.Href).Distinct(StringComparer.Ordinal))
            await scanner.ScanAsync(link);

        Assert.Equal(before, await JournalAsync(app, engagement));
        Assert.Equal(mails.Select(mail => mail.Id), (await app.MailsAsync()).Select(mail => mail.Id));
    }

    private static async Task<List<string>> JournalAsync(TestApp app, TestEngagement engagement) =>
        [.. (await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation))
            .Select(entry => Encoding.UTF8.GetString(FactSerializer.Serialize(entry)))];
}
