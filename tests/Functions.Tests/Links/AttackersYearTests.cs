using System.Globalization;
using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>
/// For a year somebody who holds links of coach, leader and sponsor, but neither mailbox nor key, asks for whatever makes a journal grow,
/// as often as the limits allow. The engagement goes on, and whoever has a right to act can.
/// </summary>
public sealed class AttackersYearTests
{
    private const int Days = 365;
    private const int MostFacts = 3_000;
    private const int MostMailsADay = 50;

    private static readonly string Coach = Bodies.Email("Cora Coach");
    private static readonly string Leader = Bodies.Email("Lea Leader");
    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    [Fact]
    public async Task The_journal_keeps_room_and_its_people_can_act()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        await app.RestAsync();
        await OpenAsync(await engagement.LinkAsync("program", Leader), Leader);
        string[] closed =
        [
            await engagement.LinkAsync("decide", Leader), await engagement.LinkAsync("program", Leader),
            await engagement.LinkAsync("decide", Sponsor),
            await engagement.LinkAsync("progress", Sponsor), await engagement.LinkAsync("workspace", Coach),
        ];
        await app.AdvanceAsync("P31D");
        var factsBefore = await engagement.LengthAsync();
        var length = factsBefore;
        int most = 0, posts = 0, mailsBefore = app.Mails.All.Count;

        for (var day = 0; day < Days; day++)
        {
            var (evening, mails) = (app.Now.AddDays(1), app.Mails.All.Count);
            foreach (var link in closed)
                await AskWhileItIsRecordedAsync(link, "PT10M", evening, ("renew", "on"));
            await GuessCodesAsync(NewestLink("workspace", Coach), evening);
            await GuessCodesAsync(NewestLink("program", Leader), evening);
            (await app.Links.PostAsync(closed[0] + "x", ("renew", "on"))).Is(HttpStatusCode.NotFound);
            await app.AdvanceToAsync(evening);

            most = Math.Max(most, app.Mails.All.Count - mails);
            Assert.True(most <= MostMailsADay, string.Create(CultureInfo.InvariantCulture, $"{most} mails on day {day}"));
            length = await engagement.LengthAsync();
            Assert.True(length <= MostFacts, string.Create(CultureInfo.InvariantCulture, $"{length} facts on day {day}"));
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{posts} posts in {Days} days: {length - factsBefore} facts, {app.Mails.All.Count - mailsBefore} mails, at most {most} a day; "
            + $"the journal has {length} facts"));

        // A new address shuts out who holds the old links, and begins the counts anew: at once there is a link, and a code that nobody
        // else can burn.
        const string Moved = "lea.moved.canary@example.org";
        var leader = (await engagement.PersonAsync("leader"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{leader}", Bodies.Of(new { email = Moved }))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        (await app.Links.PostAsync(NewestLink("address", Leader), ("answer", "confirm"), ("read", "on"))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        (await app.Links.CommitAsync(NewestLink("decide", Moved))).Is(HttpStatusCode.OK).Says("is recorded");
        await app.RestAsync();
        (await OpenAsync(NewestLink("program", Moved), Moved)).Says("canary-open");

        (await app.Links.CommitAsync(NewestLink("decide", Sponsor))).Is(HttpStatusCode.OK).Says("is recorded");
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.Equal(3, app.Mails.All.Count(mail => mail.Kind == MailKind.Cancelled));

        async Task<PageReply> OpenAsync(string link, string address)
        {
            using var browser = new Browser(app);
            (await browser.AskForCodeAsync(link)).Is(HttpStatusCode.OK);
            await app.RestAsync();
            var code = Browser.CodeIn(app.Mails.All.Last(mail => mail.Kind == MailKind.AccessCode && mail.ToAddress == address).Text);
            return (await browser.EnterAsync(link, code)).Is(HttpStatusCode.OK);
        }

        string NewestLink(string rel, string to) =>
            app.Mails.All.Reverse().Where(mail => mail.ToAddress == to).SelectMany(mail => mail.Links).First(link => link.Rel == rel).Href;

        async Task<bool> PostAsync(string link, params (string, string)[] fields)
        {
            var before = await engagement.LengthAsync();
            await app.Links.PostAsync(link, fields);
            posts++;
            return await engagement.LengthAsync() > before;
        }

        async Task AskWhileItIsRecordedAsync(string link, string pause, DateTimeOffset evening, params (string, string)[] fields)
        {
            while (app.Now < evening && await PostAsync(link, fields))
                await app.AdvanceAsync(pause);
        }

        async Task GuessCodesAsync(string link, DateTimeOffset evening)
        {
            while (app.Now < evening && await PostAsync(link, ("send", "on")))
            {
                var isCounted = true;
                while (isCounted)
                    isCounted = await PostAsync(link, ("code", "not a code"));
                await app.AdvanceAsync("PT2M");
            }
        }
    }
}
