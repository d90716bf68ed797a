using System.Net;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Privacy;

/// <summary>
/// The firm changes each address in turn. Whatever comes of it, nothing that the firm may not read reaches an address that was not
/// confirmed: by mail, behind a link, or with a code; and nothing is decided for a person over their objection.
/// </summary>
public sealed class ChangedAddressTests
{
    private const string Evil = "elsewhere.canary@example.org";
    private const string Question = "Please confirm that it is you";

    private static readonly string[] PartNames =
        ["", "interview", "meetings", "results", "answers", "revision&id=1", "design", "session", "leader-interview", "response", "close",
            "mid-review", "address"];

    // What the firm's own view does not have: interviews, notes, answers, unreleased readings, and the design.
    private static readonly string[] Secrets =
        [Bodies.Secret, "canary-open theme", "canary-open practice", "canary-open exercise", "canary-open book", "3.25"];

    public static TheoryData<string, string> Outcomes()
    {
        var cases = new TheoryData<string, string>();
        foreach (var role in (string[])["leader", "coach", "sponsor"])
        {
            foreach (var outcome in (
                string[])["confirmed from the former address", "confirmed by who decides", "objected", "refused", "neither"])
                cases.Add(role, outcome);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Outcomes))]
    public async Task A_new_address_reads_what_the_person_may_read_once_it_is_confirmed_and_not_before(string role, string outcome)
    {
        await using var app = await TestApp.StartAsync();
        var (engagement, browsers) = await CoachedAsync(app);
        using var people = browsers;
        var former = (await engagement.PersonAsync(role))["email"]!.ToString();
        await ChangeAsync(app, engagement, role, Evil);
        Assert.Equal("unconfirmed", (await engagement.PersonAsync(role))["address"]!.ToString());
        AssertNone(await EverythingAsync(app, engagement, Evil));
        Assert.Contains((await engagement.MailsAsync()), mail => mail.Kind == "addressChanged" && mail.To == former);
        Assert.Contains((await engagement.MailsAsync()), mail => mail.Kind == "addressToConfirm" && mail.To == DeciderOf(role));
        AssertNone(
            await app.Links.OpenAsync(await engagement.LinkAsync("address", former)) is var asked ? asked.Is(HttpStatusCode.OK).Html : "");

        switch (outcome)
        {
            case "confirmed from the former address":
                (await AnswerAsync(app, engagement, former, "confirm")).Is(HttpStatusCode.OK).Says("Your answer is recorded");
                break;
            case "confirmed by who decides":
                (await people.DecideAsync(engagement, role, "confirm")).Is(HttpStatusCode.OK);
                break;
            case "objected":
                (await AnswerAsync(app, engagement, former, "deny")).Is(HttpStatusCode.OK).Says("Your answer is recorded");
                (await people.DecideAsync(engagement, role, "confirm")).Is(HttpStatusCode.UnprocessableEntity).Says("from 2027-01-11 on");
                break;
            case "refused":
                (await people.DecideAsync(engagement, role, "deny")).Is(HttpStatusCode.OK);
                break;
        }

        await app.AdvanceAsync("PT10M");
        var everything = await EverythingAsync(app, engagement, Evil);
        var (state, timeline) = ((await engagement.PersonAsync(role))["address"]!.ToString(), await engagement.KindsAsync());
        if (outcome.StartsWith("confirmed", StringComparison.Ordinal))
        {
            Assert.Equal("confirmed", state);
            Assert.Contains("addressConfirmed", timeline);
            Assert.Contains("canary-open theme", everything, StringComparison.Ordinal);
            Assert.Equal(role != "sponsor", everything.Contains(Bodies.Secret, StringComparison.Ordinal));
            return;
        }

        Assert.Equal(outcome == "neither" ? "unconfirmed" : outcome, state);
        AssertNone(everything);
        await app.AdvanceAsync("P20D");
        AssertNone(await EverythingAsync(app, engagement, Evil));
        Assert.DoesNotContain("addressConfirmed", timeline);
        if (outcome != "objected")
            return;

        Assert.Contains(await engagement.MailsAsync(), mail => mail.Kind == "addressDisputed" && mail.To == TestFirm.North.Email);
        (await people.DecideAsync(engagement, role, "confirm")).Is(HttpStatusCode.OK);
        Assert.Equal("confirmed", (await engagement.PersonAsync(role))["address"]!.ToString());
    }

    [Theory]
    [InlineData("leader", "objected")]
    [InlineData("leader", "neither")]
    [InlineData("leader", "confirmed")]
    [InlineData("sponsor", "objected")]
    [InlineData("sponsor", "neither")]
    [InlineData("sponsor", "confirmed")]
    public async Task Nothing_is_decided_in_a_persons_name_from_an_address_that_is_not_confirmed(string role, string outcome)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var former = (await engagement.PersonAsync(role))["email"]!.ToString();
        (await app.Links.PostAsync(await engagement.LinkAsync("decide", former), LinkClient.Revise)).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("program", Bodies.Program("second"))).Is(HttpStatusCode.OK);
        await ChangeAsync(app, engagement, role, Evil);
        if (outcome != "neither")
            await AnswerAsync(app, engagement, former, outcome == "confirmed" ? "confirm" : "deny");
        var decide = await engagement.LinkAsync("decide", Evil);
        AssertUnlessConfirmed(outcome, (await app.Links.OpenAsync(decide)).Is(HttpStatusCode.OK).Html);

        var reply = await app.Links.CommitAsync(decide);

        reply.Is(outcome == "confirmed" ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        AssertUnlessConfirmed(outcome, reply.Html);
        var by = (await engagement.PersonAsync(role))["id"]!.ToString();
        Assert.Equal(
            outcome == "confirmed",
            (await engagement.TimelineAsync()).Any(fact => fact["kind"]!.ToString() == "designCommitted" && fact["by"]!.ToString() == by));
    }

    [Fact]
    public async Task Nothing_is_recorded_in_the_coachs_name_over_an_objection()
    {
        await using var app = await TestApp.StartAsync();
        using var stranger = new Browser(app);
        var (engagement, browsers) = await CoachedAsync(app);
        using var people = browsers;
        await ChangeAsync(app, engagement, "coach", Evil);
        var page = await engagement.LinkAsync("workspace", Evil);
        await stranger.EnterMailedCodeAsync(engagement, page, Evil);
        var form = Links.CoachPosts.Of("session", Bodies.Session(app.Today));
        var opened = (await stranger.OpenAsync($"{page}?part=session")).Is(HttpStatusCode.OK);
        await AnswerAsync(app, engagement, Bodies.Email("Cora Coach"), "deny");

        await engagement.ChangesNothingAsync(async () =>
            (await stranger.PostAsync($"{page}?part=session", Links.CoachPosts.With(opened, form))).Is(HttpStatusCode.UnprocessableEntity));
        (await stranger.OpenAsync(page)).Is(HttpStatusCode.OK).Says("We were told that this is not the address");
    }

    [Fact]
    public async Task A_typo_corrected_in_the_first_minute_costs_nobody_anything()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("PT40S");
        foreach (var role in (string[])["leader", "coach", "sponsor"])
            await ChangeAsync(app, engagement, role, $"{role}.right.canary@example.org");

        await engagement.ReachAsync(6);

        Assert.DoesNotContain(await engagement.MailsAsync(), mail =>
            mail.Kind is "addressChanged" or "addressToConfirm" or "newAddress" or "addressDisputed");
        Assert.All(
            (await engagement.GetAsync()).At("people")!.AsArray(), person => Assert.Equal("confirmed", person!["address"]!.ToString()));
    }

    [Fact]
    public async Task Leader_and_coach_read_on_their_pages_what_happened_to_addresses()
    {
        await using var app = await TestApp.StartAsync();
        var (engagement, browsers) = await CoachedAsync(app);
        using var people = browsers;
        await ChangeAsync(app, engagement, "sponsor", Evil);
        await AnswerAsync(app, engagement, Bodies.Email("Sam Sponsor1"), "deny");

        foreach (var page in (
            PageReply[])[await people.Leader.OpenAsync(await engagement.LinkAsync("program", Bodies.Email("Lea Leader"))),
            await people.Coach.OpenAsync(await engagement.LinkAsync("workspace", Bodies.Email("Cora Coach")))])
        {
            page.Says("The firm changed the address of Sam Sponsor1 Canary (sponsor).")
                .Says("The former address of Sam Sponsor1 Canary said that the new one is not theirs.");
        }
    }

    [Fact]
    public async Task A_raters_new_address_can_answer_and_reads_nothing_and_the_coach_is_told()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        await engagement.RespondAsync((await engagement.RatersAsync())[0]);
        foreach (var (rater, index) in (await engagement.RatersAsync()).Select((rater, index) => (rater, index)))
            (await app.Firm.PatchAsync($"{engagement.Path}/people/{rater}", Bodies.Of(new { email = $"{index}.{Evil}" })))
                .Is(HttpStatusCode.OK);

        // Whoever has answered is asked anew like one who has not: the firm could tell them apart otherwise.
        AssertNone(await EverythingAsync(app, engagement, $"1.{Evil}"));
        Assert.Equal(
            (await engagement.MailsAsync()).Where(mail => mail.To == $"1.{Evil}").Select(mail => mail.Kind),
            (await engagement.MailsAsync()).Where(mail => mail.To == $"0.{Evil}").Select(mail => mail.Kind));
        Assert.Equal(
            2, (await engagement.MailsAsync()).Count(mail => mail.Kind == "addressToConfirm" && mail.To == Bodies.Email("Cora Coach")));
        Assert.DoesNotContain(await engagement.MailsAsync(), mail => mail.Kind == "addressChanged");
        (await app.Links.PostAsync(await engagement.LinkAsync("respond", $"1.{Evil}"), LinkClient.Answer)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_firm_puts_the_right_address_back_and_nothing_is_to_be_confirmed()
    {
        await using var app = await TestApp.StartAsync();
        var (engagement, browsers) = await CoachedAsync(app);
        using var people = browsers;
        await ChangeAsync(app, engagement, "leader", Evil);
        await AnswerAsync(app, engagement, Bodies.Email("Lea Leader"), "deny");

        await ChangeAsync(app, engagement, "leader", Bodies.Email("Lea Leader").ToUpperInvariant());

        Assert.Equal("confirmed", (await engagement.PersonAsync("leader"))["address"]!.ToString());
        AssertNone(await EverythingAsync(app, engagement, Evil));
    }

    [Theory]
    [InlineData("confirm", true)]
    [InlineData("deny", false)]
    public async Task One_confirmation_from_the_former_address_covers_all_engagements_of_the_firm(string answer, bool isCovered)
    {
        await using var app = await TestApp.StartAsync();
        var (first, browsers) = await CoachedAsync(app);
        using var people = browsers;
        var (before, after) = (await TestEngagement.AtStepAsync(app, 6), await TestEngagement.AtStepAsync(app, 6));
        await ChangeAsync(app, before, "leader", Evil);
        await ChangeAsync(app, first, "leader", Evil);
        await AnswerAsync(app, first, Bodies.Email("Lea Leader"), answer);
        await ChangeAsync(app, after, "leader", Evil);

        Assert.Equal(isCovered ? "confirmed" : "unconfirmed", (await after.PersonAsync("leader"))["address"]!.ToString());
        Assert.Equal(isCovered, (await EverythingAsync(app, before, Evil)).Contains(Bodies.Secret, StringComparison.Ordinal));
        Assert.Equal(isCovered ? "confirmed" : "unconfirmed", (await before.PersonAsync("leader"))["address"]!.ToString());
    }

    [Fact]
    public async Task A_coach_of_the_firms_own_making_confirms_nothing_in_another_engagement()
    {
        await using var app = await TestApp.StartAsync();
        var real = await TestEngagement.AtStepAsync(app, 6);
        var body = Bodies.Start();
        body["coach"]!["email"] = "puppet.canary@example.org";
        var fake = await TestEngagement.AtStepAsync(app, 6, body);
        await ChangeAsync(app, fake, "leader", Evil);
        using var puppet = new Browser(app);
        await puppet.EnterMailedCodeAsync(
            fake, await fake.LinkAsync("workspace", "puppet.canary@example.org"), "puppet.canary@example.org");
        (await People.DecideAsync(puppet, fake, "workspace", "puppet.canary@example.org", "leader", "confirm")).Is(HttpStatusCode.OK);
        Assert.Equal("confirmed", (await fake.PersonAsync("leader"))["address"]!.ToString());

        await ChangeAsync(app, real, "leader", Evil);

        Assert.Equal("unconfirmed", (await real.PersonAsync("leader"))["address"]!.ToString());
        AssertNone(await EverythingAsync(app, real, Evil));
    }

    [Fact]
    public async Task The_firms_own_address_is_refused_for_leader_and_raters_and_for_a_coach_who_was_not_there_from_the_start()
    {
        await using var app = await TestApp.StartAsync();
        var own = TestFirm.North.Email.ToUpperInvariant();
        var start = Bodies.Start();
        start["leader"]!["email"] = own;
        (await app.Firm.PostAsync("/api/engagements", start)).Names("$.leader.email");
        start = Bodies.Start();
        start["coach"]!["email"] = own;
        var small = await TestEngagement.StartAsync(app, start);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss");

        (await engagement.PostAsync(
            "raters", Bodies.Of(new { raters = new[] { new { name = "Canary", email = own, relationship = "peer" } } })))
            .Names("$.raters[0].email");
        foreach (var id in (
            string[])[(await engagement.PersonAsync("leader"))["id"]!.ToString(), (await engagement.PersonAsync("coach"))["id"]!.ToString(),
            (await engagement.RatersAsync())[0]])
            (await app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { email = own }))).Names("$.email");
        await ChangeAsync(app, small, "coach", Evil);
        await ChangeAsync(app, small, "coach", own);
    }

    private static async Task<(TestEngagement Engagement, People People)> CoachedAsync(TestApp app)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: await engagement.OutcomeAsync())))
            .Is(HttpStatusCode.Created);
        var people = new People(new Browser(app), new Browser(app));
        await people.Leader.EnterMailedCodeAsync(
            engagement, await engagement.LinkAsync("program", Bodies.Email("Lea Leader")), Bodies.Email("Lea Leader"));
        await people.Coach.EnterMailedCodeAsync(
            engagement, await engagement.LinkAsync("workspace", Bodies.Email("Cora Coach")), Bodies.Email("Cora Coach"));
        return (engagement, people);
    }

    private static async Task ChangeAsync(TestApp app, TestEngagement engagement, string role, string email)
    {
        var id = (await engagement.PersonAsync(role))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{id}", Bodies.Of(new { email }))).Is(HttpStatusCode.OK);
        await app.RestAsync();
    }

    private static async Task<PageReply> AnswerAsync(TestApp app, TestEngagement engagement, string former, string answer) =>
        await app.Links.PostAsync(await engagement.LinkAsync("address", former), ("answer", answer), ("read", "on"));

    private static string DeciderOf(string role) => role == "coach" ? Bodies.Email("Lea Leader") : Bodies.Email("Cora Coach");

    // All that whoever reads mail at an address gets to see: the mails, and behind each kind of link, with the code, every part.
    private static async Task<string> EverythingAsync(TestApp app, TestEngagement engagement, string address)
    {
        var seen = new StringBuilder();
        await app.RestAsync();
        foreach (var mail in app.Mails.All.Where(mail => mail.ToAddress == address))
            seen.Append(mail.Subject).Append(mail.Text).Append(mail.Html)
                .AppendJoin('\n', mail.Attachments.Select(file => Encoding.UTF8.GetString(file.Content)));
        foreach (var link in (await engagement.MailsAsync()).Where(mail => mail.To == address).SelectMany(mail => mail.Links)
            .GroupBy(link => link.Rel))
        {
            using var browser = new Browser(app);
            var href = link.Last().Href;
            var first = await browser.OpenAsync(href);
            if (first.Heading == Question)
            {
                await app.AdvanceAsync("PT3M");
                first = await browser.EnterMailedCodeAsync(engagement, href, address);
            }

            seen.Append(first.Html);
            foreach (var part in PartNames)
                seen.Append((await browser.OpenAsync($"{href}?part={part}")).Html);
            seen.Append((await browser.PostAsync(href, ("form", "nonsense"))).Html);
        }

        Assert.NotEqual(0, seen.Length);
        return seen.ToString();
    }

    private static void AssertUnlessConfirmed(string outcome, string html)
    {
        if (outcome != "confirmed")
            AssertNone(html);
    }

    private static void AssertNone(string text) =>
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

    private sealed record People(Browser Leader, Browser Coach) : IDisposable
    {
        public Task<PageReply> DecideAsync(TestEngagement engagement, string role, string answer) => role == "coach"
            ? DecideAsync(Leader, engagement, "program", Bodies.Email("Lea Leader"), role, answer)
            : DecideAsync(Coach, engagement, "workspace", Bodies.Email("Cora Coach"), role, answer);

        public static async Task<PageReply> DecideAsync(
            Browser browser, TestEngagement engagement, string rel, string decider, string role, string answer)
        {
            var person = (await engagement.PersonAsync(role))["id"]!.ToString();
            var href = $"{await engagement.LinkAsync(rel, decider)}?part=address&id={person}";
            var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
            var hidden = page.Document.QuerySelectorAll("main form input[type=hidden]")
                .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
            return await browser.PostAsync(href, [.. hidden, ("answer", answer), ("read", "on")]);
        }

        public void Dispose()
        {
            Leader.Dispose();
            Coach.Dispose();
        }
    }
}
