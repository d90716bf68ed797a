using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Every POST on an engagement takes an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task A_repeated_POST_answers_the_same_to_the_byte_whatever_came_after()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var repeats = new List<(Call Call, string Key, ApiAnswer First)>();

        await PostAsync("raters", Bodies.Raters("boss", "peer", "peer", "peer", "other"));
        foreach (var rater in (await engagement.RatersAsync()).Take(4))
            await engagement.RespondAsync(rater);
        await PostAsync("three-sixty/close", Bodies.Reason());
        await PostAsync("program", Bodies.Program());
        await engagement.CommitAsync();
        await PostAsync("sessions", Bodies.Session(app.Today));
        await engagement.ReachAsync(7);
        await PostAsync("mid-program-review", Bodies.MidReview(app.Today));
        await engagement.ReachAsync(8);
        await PostAsync("end-of-program-review", Bodies.Renewal(app.Today));
        await PostAsync("cancel", Bodies.Reason());
        await app.AdvanceAsync("P40D");

        Assert.Equal(7, repeats.Count);
        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var (call, key, first) in repeats)
            {
                var again = (await app.Firm.PostAsync(call.Path, call.Body!, key)).Is(first.Status);
                Assert.Equal((first.Text, first.Headers.Location), (again.Text, again.Headers.Location));

                var other = call.Body!.DeepClone().AsObject();
                other[other.First().Key] = other.First().Value!.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ? "2027-01-05" : other.First().Value!.DeepClone();
                if (other.ToJsonString() != call.Body.ToJsonString())
                    (await app.Firm.PostAsync(call.Path, other, key)).Names("Idempotency-Key");
            }

            // The same key on another address is another request.
            (await engagement.PostAsync("cancel", Bodies.Reason(), repeats[0].Key)).Names("Idempotency-Key");
        });

        async Task PostAsync(string route, System.Text.Json.Nodes.JsonObject body)
        {
            var (call, key) = (new Call(HttpMethod.Post, $"{engagement.Path}/{route}", body), $"key of {route}");
            var first = await app.Firm.PostAsync(call.Path, body, key);
            Assert.True(first.Status is HttpStatusCode.OK or HttpStatusCode.Created, first.Text);
            repeats.Add((call, key, first));
        }
    }

    [Fact]
    public async Task A_refused_POST_can_be_repeated_with_its_key_once_it_is_right()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        (await engagement.PostAsync("program", Bodies.Program(), "program-1")).IsProblem(HttpStatusCode.Conflict, "out-of-step");
        await engagement.ReachAsync(4);

        (await engagement.PostAsync("program", Bodies.Program(), "program-1")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task White_space_makes_no_other_request()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var first = (await engagement.PostAsync("sessions", Bodies.Session(app.Today), "log-1")).Is(HttpStatusCode.Created);
        using var spaced = new StringContent(
            Bodies.Session(app.Today).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }),
            System.Text.Encoding.UTF8, "application/json");

        var again = (await app.Firm.SendAsync(HttpMethod.Post, $"{engagement.Path}/sessions", spaced, "log-1")).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task The_order_of_members_makes_no_other_request()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        var first = (await engagement.PostAsync("program", Bodies.Program(), "design")).Is(HttpStatusCode.OK);

        var again = (await engagement.PostAsync("program", Reversed(Bodies.Program()).AsObject(), "design")).Is(HttpStatusCode.OK);

        Assert.Equal(first.Text, again.Text);
        (await engagement.PostAsync("program", Bodies.Program("other"), "design")).Names("Idempotency-Key");
    }

    private static JsonNode Reversed(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Reverse().Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Reversed(member.Value!)))),
        JsonArray items => new JsonArray([.. items.Select(item => Reversed(item!))]),
        _ => node.DeepClone(),
    };
}
