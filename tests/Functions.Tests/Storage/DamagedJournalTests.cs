using System.Net;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>One journal that does not verify: it is shown as damaged, an operator is called, and everybody else goes on.</summary>
public sealed class DamagedJournalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "UPDATE journal SET bytes = CAST(replace(CAST(bytes AS TEXT), '6', '7') AS BLOB) WHERE engagement = $1 AND number = 1", true)]
    [InlineData("DELETE FROM journal WHERE engagement = $1 AND number = 1", true)]
    [InlineData("UPDATE documents SET content = CAST('{}' AS BLOB) WHERE engagement = $1", false)]
    public async Task Its_row_is_marked_others_are_served_and_the_log_calls_for_a_person(string damage, bool isOfJournal)
    {
        await using var app = await TestApp.StartAsync();
        var damaged = await TestEngagement.AtStepAsync(app, 2);
        var whole = await TestEngagement.StartAsync(app);
        var link = await damaged.LinkAsync("workspace", (await damaged.PersonAsync("coach"))["email"]!.ToString());
        await DamageAsync(app, damage, damaged.Id);

        var rows = (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK).At("items")!.AsArray();
        var mark = rows.Single(row => row!["id"]!.ToString() == damaged.Id)!;
        Assert.True(mark["damaged"]!.GetValue<bool>());
        Assert.Equal(("active", "2"), (mark["status"]!.ToString(), mark["step"]!["number"]!.ToString()));
        Assert.Null(mark["leader"]);
        var other = rows.Single(row => row!["id"]!.ToString() == whole.Id)!;
        Assert.False(other["damaged"]!.GetValue<bool>());
        Assert.NotNull(other["leader"]);

        var read = (await app.Firm.GetAsync(damaged.Path)).IsProblem(HttpStatusCode.ServiceUnavailable, "engagement-damaged");
        Assert.NotNull(read.Headers.RetryAfter?.Delta);
        if (isOfJournal)
            Assert.Equal("Please try again later", (await app.Links.OpenAsync(link)).Is(HttpStatusCode.ServiceUnavailable).Heading);
        Assert.Contains(app.Log.Lines, line =>
            line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains(damaged.Id, StringComparison.Ordinal));
        using var ready = await app.Http.GetAsync(new Uri("/api/health/ready", UriKind.Relative), Cancellation);
        Assert.Equal("""{"status":"Degraded","failed":["journals"]}""", await ready.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await whole.ReachAsync(2);
    }

    [Fact]
    public async Task A_decision_that_was_forged_with_every_hash_computed_anew_is_not_taken_for_one()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var whole = await TestEngagement.StartAsync(app);
        (await app.Links.PostAsync(
            await engagement.LinkAsync("decide", Bodies.Email("Lea Leader")), LinkClient.Revise)).Is(HttpStatusCode.OK);
        await app.RestAsync();
        var journal = await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation);
        var refused = journal.Single(entry => entry.Fact is RevisionRequested);
        var fact = (RevisionRequested)refused.Fact;
        var forged = refused with
        {
            Fact = new DesignCommitted(fact.Revision, new string('0', 64), fact.Person, fact.Texts, fact.Link),
        };

        await app.File.WriteAsync(
            connection =>
            {
                var head = JournalChain.Genesis;
                foreach (var entry in journal)
                {
                    var bytes = FactSerializer.Serialize(entry.Number == refused.Number ? forged : entry);
                    head = JournalChain.Next(head, bytes);
                    connection.Execute(
                        "UPDATE journal SET bytes = $3, hash = $4 WHERE engagement = $1 AND number = $2", engagement.Id, entry.Number,
                        bytes, head);
                }

                return connection.Execute("UPDATE engagements SET head = $2 WHERE id = $1", engagement.Id, head);
            },
            Cancellation);
        app.Services.GetRequiredService<EngagementReader>().Forget(engagement.Id);

        (await app.Firm.GetAsync(engagement.Path)).IsProblem(HttpStatusCode.ServiceUnavailable, "engagement-damaged");
        (await engagement.PostAsync("cancel", Bodies.Reason())).IsProblem(HttpStatusCode.ServiceUnavailable, "engagement-damaged");
        (await app.Firm.GetAsync(whole.Path)).Is(HttpStatusCode.OK);
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal)
            && line.Contains("was not written by this system", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_on_it_is_refused_and_appends_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        await DamageAsync(app, "UPDATE journal SET hash = zeroblob(32) WHERE engagement = $1 AND number = 1", engagement.Id);

        (await engagement.PostAsync("cancel", Bodies.Reason())).IsProblem(HttpStatusCode.ServiceUnavailable, "engagement-damaged");
    }

    [Fact]
    public async Task The_sweep_forgets_what_it_may_forget_and_leaves_what_does_not_verify()
    {
        await using var app = await TestApp.StartAsync();
        var damaged = await TestEngagement.StartAsync(app);
        var whole = await TestEngagement.StartAsync(app);
        foreach (var engagement in new[] { damaged, whole })
            (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        await DamageAsync(app, "UPDATE journal SET hash = zeroblob(32) WHERE engagement = $1 AND number = 1", damaged.Id);

        await app.AdvanceToAsync(app.Now.AddMonths(24).AddHours(2));

        (await app.Firm.GetAsync(whole.Path)).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await app.Firm.GetAsync(damaged.Path)).IsProblem(HttpStatusCode.ServiceUnavailable, "engagement-damaged");
    }

    private static async Task DamageAsync(TestApp app, string sql, string engagement)
    {
        await app.RestAsync();
        Assert.NotEqual(0, await app.File.WriteAsync(connection => connection.Execute(sql, engagement), Cancellation));
        app.Services.GetRequiredService<EngagementReader>().Forget(engagement);
    }
}
