using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Access;

/// <summary>
/// Coach, leader and sponsor open the first link that they were ever mailed, each day for 290 days, on a device that is known and on a new
/// one each time: through a renewal, a change of address and a change of the links' keys.
/// </summary>
public sealed class NeverLockedOutTests : IDisposable
{
    private const int Days = 290;
    private const string Question = "Please confirm that it is you";
    private const string Moved = "lea.moved.canary@example.org";

    private static readonly string[] NewKeys =
    [
        "--Links:Keys:0:Id=newer", "--Links:Keys:0:Secret=bmV3ZXIgbmV3ZXIgbmV3ZXIgbmV3ZXIgbmV3ZXIgbmV3ZXI=",
        "--Links:Keys:1:Id=test", "--Links:Keys:1:Secret=dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3QgdGVzdCE=",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-days-");
    private int _asked;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whoever_is_in_an_engagement_gets_in_each_day_and_nobody_else_does()
    {
        var app = await TestApp.StartAsync(data: _folder.FullName);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var people = new List<Visitor>
        {
            new(Bodies.Email("Cora Coach"), await engagement.LinkAsync("workspace", Bodies.Email("Cora Coach"))),
            new(Bodies.Email("Lea Leader"), await engagement.LinkAsync("program", Bodies.Email("Lea Leader"))),
            new(Bodies.Email("Sam Sponsor1"), await engagement.LinkAsync("progress", Bodies.Email("Sam Sponsor1"))),
        };
        var isRenewed = false;
        for (var day = 0; day < Days; day++)
        {
            await app.AdvanceAsync("P1D");
            if (day == 100)
                people[1] = await MoveAsync(app, engagement, people[1]);
            if (day == 140)
            {
                await app.DisposeAsync();
                app = await TestApp.StartAsync(data: _folder.FullName, settings: NewKeys);
                engagement = new TestEngagement(app, engagement.Id);
            }

            if (!isRenewed && await engagement.StepAsync() == 8)
            {
                (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);
                isRenewed = true;
            }

            foreach (var person in people)
                await VisitAsync(app, person);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Days} days, {people.Count} people, {2 * Days * people.Count} visits, {_asked} codes on known devices, none locked out");
        Assert.True(isRenewed);
        Assert.InRange(_asked, 3 * (Days / 91), 3 * ((Days / 90) + 2));
        await app.DisposeAsync();
    }

    private async Task VisitAsync(TestApp app, Visitor person)
    {
        using var known = new Browser(app) { Cookie = person.Cookie };
        var page = (await known.OpenAsync(person.Link)).Is(HttpStatusCode.OK);
        if (page.Heading == Question)
        {
            _asked++;
            page = await EnterAsync(app, known, person);
            await app.AdvanceAsync("PT2M");
        }

        page.Says("This page is for");
        person.Cookie = known.Cookie;

        using var unknown = new Browser(app);
        var question = (await unknown.OpenAsync(person.Link)).Is(HttpStatusCode.OK);
        Assert.Equal(Question, question.Heading);
        Assert.DoesNotContain(Bodies.Canary, question.Html, StringComparison.OrdinalIgnoreCase);
        (await EnterAsync(app, unknown, person)).Says("This page is for");
    }

    private static async Task<PageReply> EnterAsync(TestApp app, Browser browser, Visitor person)
    {
        Assert.Equal("Please type your code", (await browser.AskForCodeAsync(person.Link)).Is(HttpStatusCode.OK).Heading);
        var code = app.Mails.All.Last(mail => mail.Kind == MailKind.AccessCode && mail.ToAddress == person.Address).Text;
        return (await browser.EnterAsync(person.Link, Browser.CodeIn(code))).Is(HttpStatusCode.OK);
    }

    private static async Task<Visitor> MoveAsync(TestApp app, TestEngagement engagement, Visitor leader)
    {
        var id = (await engagement.PersonAsync("leader"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { email = Moved }))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        (await app.Links.PostAsync(
            await engagement.LinkAsync("address", leader.Address), ("answer", "confirm"), ("read", "on"))).Is(HttpStatusCode.OK);

        // The former address, its link and its device get nothing any more.
        using var former = new Browser(app) { Cookie = leader.Cookie };
        var closed = (await former.OpenAsync(leader.Link)).Is(HttpStatusCode.Gone);
        Assert.DoesNotContain(Bodies.Canary, closed.Html, StringComparison.OrdinalIgnoreCase);
        var moved = new Visitor(Moved, await engagement.LinkAsync("program", Moved));
        Assert.Equal(Question, (await former.OpenAsync(moved.Link)).Is(HttpStatusCode.OK).Heading);
        return moved;
    }

    private sealed record Visitor(string Address, string Link)
    {
        public string? Cookie { get; set; }
    }
}
