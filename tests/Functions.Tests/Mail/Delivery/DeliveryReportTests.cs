using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Digests;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Mail.Delivery;

/// <summary>What the webhook of delivery reports answers and records.</summary>
public sealed class DeliveryReportTests
{
    private static readonly string[] On = [
        $"--Mail:DeliveryReports:Key={EventGridClient.Key}", $"--Mail:DeliveryReports:Topic={EventGridClient.Topic}"];

    [Fact]
    public async Task The_handshake_is_answered_with_the_code()
    {
        await using var app = await TestApp.StartAsync(settings: On);

        var answer = (await new EventGridClient(app.Http).DeliverAsync(EventGridClient.Handshake())).Is(HttpStatusCode.OK);

        Assert.Equal("{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}", answer.Text);
    }

    [Fact]
    public async Task Who_does_not_show_the_key_is_refused_before_anything_is_read()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        var grid = new EventGridClient(app.Http);
        var report = new JsonArray(EventGridClient.Report(mail.Id, "Bounced")).ToJsonString();

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var key in new[] { null, "", "wrong", EventGridClient.Key[..^1], EventGridClient.Key
                + "x", EventGridClient.Key.ToUpperInvariant() })
            {
                (await grid.PostAsync(report, key)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
                (await grid.PostAsync("no json", key)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            }
        });
    }

    [Fact]
    public async Task Where_no_key_is_configured_there_is_nothing_at_the_address()
    {
        await using var app = await TestApp.StartAsync();
        var grid = new EventGridClient(app.Http);

        foreach (var key in new[] { null, "", EventGridClient.Key })
            (await grid.PostAsync(new JsonArray(EventGridClient.Handshake()).ToJsonString(), key))
                .IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_mark_goes_when_a_later_mail_is_reported_as_delivered_and_not_before()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var engagement = await TestEngagement.StartAsync(app);
        var coach = Bodies.Email("Cora Coach");
        var first = (await engagement.MailsAsync()).Single(mail => mail.To == coach);
        await app.AdvanceToAsync(new DateOnly(2027, 1, 16));
        var second = (await engagement.MailsAsync()).Last(mail => mail.To == coach);
        await app.AdvanceToAsync(new DateOnly(2027, 1, 19));
        var third = (await engagement.MailsAsync()).Last(mail => mail.To == coach);
        Assert.Equal(3, new[] { first.Id, second.Id, third.Id }.Distinct(StringComparer.Ordinal).Count());
        var grid = new EventGridClient(app.Http);

        Is(await grid.DeliverAsync(EventGridClient.Report(second.Id, "Bounced")), recorded: 1);
        Is(await grid.DeliverAsync(EventGridClient.Report(first.Id, "Delivered")), ignored: 1);
        Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());

        Is(await grid.DeliverAsync(EventGridClient.Report(third.Id, "Delivered")), recorded: 1);
        Is(await grid.DeliverAsync(EventGridClient.Report(third.Id, "Delivered")), ignored: 1);
        Assert.Equal("ok", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
        Assert.Single(await engagement.KindsAsync(), "mailDelivered");
    }

    [Fact]
    public async Task That_the_service_has_taken_another_mail_says_nothing_of_an_address_that_was_reported()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var engagement = await TestEngagement.StartAsync(app);
        var first = (await engagement.MailsAsync()).Single(mail => mail.To == Bodies.Email("Cora Coach"));
        Is(await new EventGridClient(app.Http).DeliverAsync(EventGridClient.Report(first.Id, "Bounced")), recorded: 1);

        await app.AdvanceToAsync(new DateOnly(2027, 1, 16));

        Assert.Equal(2, (await engagement.MailsAsync()).Count(mail => mail.To == Bodies.Email("Cora Coach")));
        Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
    }

    [Theory]
    [InlineData("Bounced", "bounced")]
    [InlineData("Suppressed", "suppressed")]
    [InlineData("Quarantined", "quarantined")]
    [InlineData("FilteredSpam", "quarantined")]
    [InlineData("Failed", "failed")]
    public async Task A_mail_that_did_not_arrive_is_recorded_once_shown_and_the_firm_is_told(string status, string reason)
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        var grid = new EventGridClient(app.Http);
        Assert.Equal("ok", (await engagement.PersonAsync("sponsor"))["mail"]!.ToString());

        Is(await grid.DeliverAsync(EventGridClient.Report(mail.Id.ToUpperInvariant(), status)), recorded: 1);
        for (var replay = 0; replay < 3; replay++)
            Is(await grid.DeliverAsync(EventGridClient.Report(mail.Id, status)), ignored: 1);

        Assert.Equal("bouncing", (await engagement.PersonAsync("sponsor"))["mail"]!.ToString());
        Assert.Single(await engagement.KindsAsync(), "mailReturned");
        var journal = await app.Store.ReadAsync(engagement.Id, after: 0, TestContext.Current.CancellationToken);
        var returned = Assert.IsType<Domain.MailReturned>(Assert.Single(journal, entry => entry.Fact is Domain.MailReturned).Fact);
        Assert.Equal(reason, returned.Reason.ToString(), ignoreCase: true);

        await app.AdvanceAsync("P1D");
        Assert.Single(await engagement.MailsAsync(), told => told.Kind == "mailBounced" && told.To == TestFirm.North.Email);
    }

    [Theory]
    [InlineData("Delivered")]
    [InlineData("Expanded")]
    [InlineData("Something new")]
    public async Task What_arrived_or_is_not_understood_changes_nothing(string status)
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);

        await engagement.ChangesNothingAsync(async () =>
            Is(await new EventGridClient(app.Http).DeliverAsync(EventGridClient.Report(mail.Id, status)), ignored: 1));
    }

    [Fact]
    public async Task Unknown_mails_other_events_and_other_topics_are_ignored()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        var foreign = EventGridClient.Report(mail.Id, "Bounced");
        foreign["topic"] = EventGridClient.Topic + "2";
        var other = EventGridClient.Report(mail.Id, "Bounced");
        other["eventType"] = "Microsoft.Storage.BlobCreated";

        await engagement.ChangesNothingAsync(async () => Is(
            await new EventGridClient(app.Http).DeliverAsync(
                EventGridClient.Report("6a2f41a3-c54c-fce8-32d2-0324e1c32e22", "Bounced"),
                EventGridClient.Report("../../journals", "Bounced"), foreign, other),
            ignored: 4));
    }

    [Fact]
    public async Task Of_a_batch_of_a_thousand_broken_events_the_one_good_is_recorded()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        JsonNode?[] broken =
        [
            null, 1, "text", new JsonArray(), new JsonObject(),
            new JsonObject { ["eventType"] = "Microsoft.Communication.EmailDeliveryReportReceived" },
            With("data", "a text"), With("eventTime", "yesterday"), With("eventType", 5), With("data", new JsonArray(1)),
        ];
        var batch = new JsonArray([.. Enumerable.Range(0, 1_000).Select(index => index == 567
            ? EventGridClient.Report(mail.Id, "Bounced")
            : broken[index % broken.Length]?.DeepClone())]);

        var answer = await new EventGridClient(app.Http).PostAsync(batch.ToJsonString(), EventGridClient.Key);

        Is(answer, recorded: 1, malformed: 999);
        Assert.Equal("bouncing", (await engagement.PersonAsync("sponsor"))["mail"]!.ToString());

        static JsonObject With(string member, JsonNode value)
        {
            var report = EventGridClient.Report("6a2f41a3-c54c-fce8-32d2-0324e1c32e22", "Bounced");
            report[member] = value;
            return report;
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused_as_everywhere()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var grid = new EventGridClient(app.Http);

        (await grid.PostAsync(new string(' ', 1_048_577), EventGridClient.Key))
            .IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await grid.PostAsync("[]", EventGridClient.Key, "text/plain"))
            .IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        foreach (var body in new[] { "", "[", "5", "null", "\"text\"" })
            (await grid.PostAsync(body, EventGridClient.Key)).IsProblem(HttpStatusCode.BadRequest, "malformed-json");
        Is(await grid.PostAsync("[]", EventGridClient.Key));
    }

    [Fact]
    public async Task A_report_of_a_mail_that_is_not_recorded_as_sent_yet_is_asked_for_again()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var grid = new EventGridClient(app.Http);
        var id = "";
        app.Mails.Instead = mail =>
        {
            if (mail.Kind != Domain.MailKind.Welcome || id.Length > 0)
                return null;
            id = mail.Id;
            return new MailResult.Deferred(TimeSpan.FromMinutes(1));
        };
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();

        var answer = (await grid.DeliverAsync(EventGridClient.Report(id, "Bounced")))
            .IsProblem(HttpStatusCode.ServiceUnavailable, "report-too-early");
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        await app.AdvanceAsync("PT1M");
        Is(await grid.DeliverAsync(EventGridClient.Report(id, "Bounced")), recorded: 1);
        Assert.Contains("mailReturned", await engagement.KindsAsync());
    }

    [Fact]
    public async Task What_became_of_a_digest_became_of_each_mail_that_it_stands_for()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        await app.AdvanceToAsync(LateEngagements.Morning);
        var digest = late.To(LateEngagements.Coach).Single();
        var grid = new EventGridClient(app.Http);

        Is(await grid.DeliverAsync(EventGridClient.Report(digest.Id, "Bounced")), recorded: 1);
        Is(await grid.DeliverAsync(EventGridClient.Report(digest.Id, "Bounced")), ignored: 1);

        foreach (var engagement in late.All)
            Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());

        // The list that says so is kept for a week.
        await app.AdvanceToAsync(LateEngagements.Morning.AddDays(8));
        Assert.Null(await app.Services.GetRequiredService<IMailIndex>().FindAsync(digest.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_purged_is_forgotten_here_too()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        var index = app.Services.GetRequiredService<IMailIndex>();
        Assert.Equal(engagement.Id, await index.FindAsync(mail.Id, TestContext.Current.CancellationToken));

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("P760D");

        Assert.Null(await index.FindAsync(mail.Id, TestContext.Current.CancellationToken));
        Is(await new EventGridClient(app.Http).DeliverAsync(EventGridClient.Report(mail.Id, "Bounced")), ignored: 1);
    }

    [Fact]
    public async Task A_bounce_after_the_end_still_reaches_the_firm()
    {
        await using var app = await TestApp.StartAsync(settings: On);
        var (engagement, mail) = await MailAsync(app);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();

        Is(await new EventGridClient(app.Http).DeliverAsync(EventGridClient.Report(mail.Id, "Bounced")), recorded: 1);
        await app.AdvanceAsync("P1D");

        Assert.Contains(await engagement.MailsAsync(), told => told.Kind == "mailBounced");
    }

    private static async Task<(TestEngagement Engagement, OutgoingMail ToSponsor)> MailAsync(TestApp app)
    {
        var engagement = await TestEngagement.StartAsync(app);
        var sponsor = (await engagement.PersonAsync("sponsor"))["email"]!.ToString();
        await app.RestAsync();
        return (engagement, app.Mails.All.First(mail => mail.ToAddress == sponsor));
    }

    private static void Is(ApiAnswer answer, int recorded = 0, int ignored = 0, int malformed = 0) => Assert.Equal(
        new { recorded, ignored, malformed },
        new
        {
            recorded = answer.Is(HttpStatusCode.OK).At("recorded")!.GetValue<int>(),
            ignored = answer.At("ignored")!.GetValue<int>(),
            malformed = answer.At("malformed")!.GetValue<int>(),
        });
}
