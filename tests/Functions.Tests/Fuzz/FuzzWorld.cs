using System.Net;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Links;

namespace CoachingWorkflow.Functions.Tests.Fuzz;

/// <summary>A page behind a link, as somebody has it open.</summary>
/// <param name="Href">Where.</param>
/// <param name="Cookie">What makes the device known; null for a stranger's, or where none is asked for.</param>
/// <param name="Fields">A form that would be taken; empty where there is none.</param>
/// <param name="Forbidden">What may not be on any page that the reader gets.</param>
internal sealed record OpenPage(string Href, string? Cookie, (string Name, string Value)[] Fields, string? Forbidden);

/// <summary>Engagements in every step, with the calls, links and forms that are right for them now.</summary>
internal sealed class FuzzWorld
{
    private static readonly string[] Parts =
    [
        "", "?part=meetings", "?part=results", "?part=answers", "?part=interview", "?part=readings&id=x", "?cycle=1",
        "?part=session&page=2",
    ];

    public required DateOnly Today { get; init; }

    public List<Call> Calls { get; } = [];

    public List<OpenPage> Pages { get; } = [];

    public List<string> Ids { get; } = [];

    public static async Task<FuzzWorld> MakeAsync(TestApp app)
    {
        var world = new FuzzWorld { Today = app.Today };
        for (var step = 1; step <= 8; step++)
            await world.AddAsync(await TestEngagement.AtStepAsync(app, step));
        return world;
    }

    private async Task AddAsync(TestEngagement engagement)
    {
        var step = await engagement.StepAsync();
        if (step == 3)
            await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        if (step >= 6)
            (await engagement.PostAsync("sessions", Bodies.Session(engagement.App.Today))).Is(HttpStatusCode.Created);
        var raters = await engagement.RatersAsync();
        var people = (await engagement.GetAsync()).At("people")!.AsArray().Select(person => person!["id"]!.ToString()).ToList();
        var session = step >= 6 ? await engagement.SessionAsync() : engagement.Id;
        Ids.AddRange([engagement.Id, session, .. people, .. raters]);
        var calls = EveryCall.Of(engagement.App, engagement, people[0], raters.Count > 0 ? raters[0] : engagement.Id, session);
        Calls.AddRange(calls.Where(call => step == 2 || !EndsOrMoves(call)));
        Calls.Add(new Call(HttpMethod.Get, "/api/engagements?limit=3"));
        Calls.Add(new Call(HttpMethod.Post, "/api/engagements", Bodies.Start()));

        await AddPagesAsync(engagement, step);
    }

    private async Task AddPagesAsync(TestEngagement engagement, int step)
    {
        var (coach, leader, sponsor) = (Bodies.Email("Cora Coach"), Bodies.Email("Lea Leader"), Bodies.Email("Sam Sponsor1"));
        foreach (var (rel, who) in new[] { ("workspace", coach), ("program", leader), ("progress", sponsor) })
        {
            using var device = new Browser(engagement.App);
            var link = await engagement.LinkAsync(rel, who);
            Pages.Add(new OpenPage(PathOf(link), Cookie: null, [("code", "123456")], Bodies.Canary));
            await engagement.App.AdvanceAsync("PT2M");
            await device.EnterMailedCodeAsync(engagement, link, who);
            foreach (var part in Parts)
                Pages.Add(new OpenPage(PathOf(link) + part, device.Cookie, [], rel == "progress" ? Bodies.Secret : null));
            foreach (var form in FormAndCall.All.Where(form => rel == "workspace" && form.Step == step && IsSimple(form)))
            {
                var (href, fields) = await form.FillInAsync(device, link, engagement);
                Pages.Add(new OpenPage(PathOf(href), device.Cookie, fields, Forbidden: null));
            }
        }

        if (step == 5)
        {
            foreach (var who in (string[])[leader, sponsor])
            {
                Pages.Add(new OpenPage(
                    PathOf(await engagement.LinkAsync("decide", who)), Cookie: null, LinkClient.Commit, Bodies.Secret));
            }
        }

        if (step == 3)
        {
            foreach (var mail in (await engagement.MailsAsync()).Where(mail => mail.Links.Any(link => link.Rel == "respond")))
            {
                Pages.Add(new OpenPage(
                    PathOf(mail.Links[0].Href), Cookie: null, [("strengths", "listens"), ("growth", "delegate")], Bodies.Secret));
            }
        }
    }

    // Of one engagement only: nothing more is asked of one that is cancelled, and no link of somebody who has moved is open.
    private static bool EndsOrMoves(Call call) =>
        call.Path.EndsWith("/cancel", StringComparison.Ordinal) || call.Path.Contains("/people/", StringComparison.Ordinal);

    // What needs something to have happened before is in the tests of forms.
    private static bool IsSimple(FormAndCall form) =>
        form.Name is not ("close" or "session corrected" or "mid meeting moved" or "mid meeting called off" or "response");

    private static string PathOf(string href) => href.StartsWith("http", StringComparison.Ordinal) ? new Uri(href).PathAndQuery : href;
}
