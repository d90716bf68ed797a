using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using Ical.Net;

namespace CoachingWorkflow.Functions.Tests.Hostility;

/// <summary>Hostile text in every member of every call, over a whole engagement, is text and nothing else wherever it appears.</summary>
public sealed class HostileTextTests
{
    private const int WithControl = 0;
    private const int WithoutControl = 1;
    private const int Nothing = 4;

    private static readonly string Coach = Bodies.Email("Cora Coach");
    private static readonly string Leader = Bodies.Email("Lea Leader");

    [Fact]
    public async Task Over_a_whole_engagement_it_appears_inert_in_every_page_mail_header_and_calendar()
    {
        using var calls = new HostileCalls();
        var plain = await PlayAsync(hostile: null);
        var hostile = await PlayAsync(calls);

        Assert.True(hostile.Pages.Count > 200, $"Only {hostile.Pages.Count} pages were seen.");
        Assert.Contains(hostile.Pages, page => page.Contains("&lt;script&gt;alert(1)", StringComparison.Ordinal));
        var shapes = plain.Pages.SelectMany(Inert.Shapes).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(shapes, hostile.Pages.SelectMany(Inert.Shapes).ToHashSet(StringComparer.Ordinal));
        Assert.All(hostile.Pages, Inert.IsIsolated);

        Assert.Equal(plain.Mails.Count, hostile.Mails.Count);
        var mailShapes = plain.Mails.SelectMany(mail => Inert.Shapes(mail.Html)).ToHashSet(StringComparer.Ordinal);
        var headers = plain.Mails.SelectMany(mail => Inert.Message(mail).Headers.Select(header => header.Field))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(hostile.Mails, mail =>
        {
            Assert.Subset(mailShapes, Inert.Shapes(mail.Html).ToHashSet(StringComparer.Ordinal));
            var message = Inert.Message(mail);
            Assert.Subset(headers, message.Headers.Select(header => header.Field).ToHashSet(StringComparer.OrdinalIgnoreCase));
            Assert.Equal([mail.ToAddress], message.To.Mailboxes.Select(mailbox => mailbox.Address));
            Assert.DoesNotContain(
                message.Subject!, character => char.IsControl(character) || character is '\u202E' or '\u202D' or '\u2066');
        });
        Assert.Contains(hostile.Mails, mail => mail.Subject.Contains("<script>", StringComparison.Ordinal));
        Assert.Equal(plain.Calendars.Count, hostile.Calendars.Count);
        Assert.All(hostile.Calendars, calendar =>
        {
            var entry = Assert.Single(Calendar.Load(calendar)!.Events);
            Assert.DoesNotContain(
                entry.Attendees, attendee => attendee.Value?.ToString().Contains("evil", StringComparison.Ordinal) == true);
            Assert.Equal(Properties(plain.Calendars[0]), Properties(calendar));
        });
        Assert.Contains(hostile.Calendars, calendar =>
            Calendar.Load(calendar)!.Events.Single().Location!.Contains("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_member_takes_the_worst_text_or_refuses_it_by_name()
    {
        using var calls = new HostileCalls();
        await PlayAsync(calls);

        // Written by people, over several lines: all but control characters is taken.
        foreach (var text in (
            string[])["PUT {id}/leader-interview $.commitments", "POST {id}/sessions $.notes", "POST {id}/program $.themes[].description"])
            Assert.Equal((text, WithoutControl), (text, calls.Taken[text]));
        Assert.DoesNotContain(calls.Taken, member => member.Value == WithControl);

        // Choices, days, addresses and zones are never text.
        string[] never = ["email", "timeZone", "heldOn", "relationship", "mode", "decision", "startsAt", "outcomeId", "attended[]"];
        var isText = calls.Taken.Where(member => !never.Any(name => member.Key.EndsWith(name, StringComparison.Ordinal))).ToList();
        Assert.True(isText.Count > 25, string.Join('\n', calls.Taken));
        Assert.All(isText, member =>
            Assert.True(member.Value < Nothing, $"{member.Key} takes no hostile text at all, not even without line breaks."));
        Assert.All(calls.Taken.Except(isText), member => Assert.True(member.Value == Nothing, $"{member.Key} takes any text."));
    }

    [Fact]
    public async Task A_text_of_100_kB_or_with_half_a_character_is_refused_by_name_in_every_member()
    {
        await using var app = await TestApp.StartAsync();
        using var probe = new ProbingCalls(new string('x', 100_000), "Ann \\ud83d", "Ann\\u0000");
        using var http = new HttpClient(probe) { BaseAddress = app.Http.BaseAddress };
        app.Firm = new FirmClient(http, TestFirm.North.Key);

        await WholeEngagement.PlayAsync(app, () => Task.CompletedTask);

        Assert.True(probe.Probes > 200, $"{probe.Probes} probes");
        Assert.Empty(probe.Surprises);
    }

    private static async Task<Seen> PlayAsync(HostileCalls? hostile)
    {
        await using var app = await TestApp.StartAsync(configure: null, settings: []);
        using var http = hostile is null ? new HttpClient() : new HttpClient(hostile, disposeHandler: false);
        http.BaseAddress = app.Http.BaseAddress;
        app.Firm = new FirmClient(http, TestFirm.North.Key);
        var pages = new List<string>();
        HashSet<string> states = [];
        using Browser stranger = new(app), coach = new(app), leader = new(app);
        TestEngagement? engagement = null;

        await WholeEngagement.PlayAsync(app, async () =>
        {
            engagement ??= new TestEngagement(app, (await app.MailsAsync())[0].About!);
            var now = await engagement.GetAsync();
            if (!states.Add($"{now.Value("status")} {now.Value("cycle")} {now.Value("step.number")}"))
                return;
            var mails = await app.MailsAsync();
            foreach (var link in mails.SelectMany(mail => mail.Links).Select(link => link.Href).Distinct(StringComparer.Ordinal))
                await new Scanner(stranger) { Seen = page => pages.Add(page.Html) }.ScanAsync(link);
            foreach (var (device, rel, to) in ((Browser, string, string)[])[(coach, "workspace", Coach), (leader, "program", Leader)])
            {
                if (mails.Where(mail => mail.To == to).SelectMany(mail => mail.Links)
                    .LastOrDefault(link => link.Rel == rel)?.Href is not { } link
                    || (await stranger.OpenAsync(link)).Status != HttpStatusCode.OK)
                    continue;
                if (device.Cookie is null)
                    await device.EnterMailedCodeAsync(engagement, link, to);
                await new Scanner(device) { Seen = page => pages.Add(page.Html) }.ScanAsync(link);
            }
        });

        return new Seen(
            pages, [.. app.Mails.All],
            [.. app.Mails.All.SelectMany(mail => mail.Attachments).Select(file => Encoding.UTF8.GetString(file.Content))]);
    }

    private static SortedSet<string> Properties(string calendar) =>
        [.. calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', ';')[0])];

    private sealed record Seen(
        IReadOnlyList<string> Pages, IReadOnlyList<Functions.Mail.OutgoingMail> Mails, IReadOnlyList<string> Calendars);

    // Before each call as it is meant: the same call once for each of its texts, with one text that must be refused in its place.
    private sealed class ProbingCalls(params string[] probes) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        public int Probes { get; private set; }

        public List<string> Surprises { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null && await request.Content.ReadAsStringAsync(cancellationToken) is { Length: > 0 } original)
            {
                var paths = HostileCalls.Texts(JsonNode.Parse(original), "$").Select(text => text.Path).ToList();
                foreach (var (path, probe) in paths.SelectMany(path => probes.Select(probe => (path, probe))))
                    await ProbeAsync(request, original, path, probe, cancellationToken);
                request.Content = new StringContent(original, Encoding.UTF8, "application/json");
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private async Task ProbeAsync(HttpRequestMessage meant, string original, string path, string probe, CancellationToken cancellation)
        {
            const string Place = "8a7c4f-place";
            var body = JsonNode.Parse(original)!;
            HostileCalls.Texts(body, "$").Single(text => text.Path == path).Text.ReplaceWith(Place);
            using var request = new HttpRequestMessage(meant.Method, meant.RequestUri);
            request.Content = new StringContent(
                body.ToJsonString().Replace(Place, probe, StringComparison.Ordinal), Encoding.UTF8, "application/json");
            request.Headers.Authorization = meant.Headers.Authorization;
            using var answer = await base.SendAsync(request, cancellation);
            Probes++;
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            var isRefusedByName = answer.StatusCode == HttpStatusCode.UnprocessableEntity
                && JsonNode.Parse(text)!["errors"]!.AsObject().ContainsKey(path);

            // Half a character is no JSON text at all.
            var isNoJson = answer.StatusCode == HttpStatusCode.BadRequest && probe.Contains("ud83d", StringComparison.Ordinal);
            if (!isRefusedByName && !isNoJson)
                Surprises.Add(
                    $"{meant.Method} {meant.RequestUri!.AbsolutePath} {path} {probe[..Math.Min(12, probe.Length)]}: "
                    + $"{(int)answer.StatusCode} {text[..Math.Min(300, text.Length)]}");
        }
    }
}
