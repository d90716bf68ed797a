using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Privacy;

/// <summary>Every name, address and text of the tests holds a canary; here is where they may be found, and where not.</summary>
public sealed partial class PersonalDataTests
{
    private static readonly string[] MayHoldPersonalData = ["documents", "outbox", "outbox_attachment"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_but_documents_and_the_outbox_holds_what_people_are_called_or_write()
    {
        await using var app = await TestApp.StartAsync();
        var failing = 0;
        app.Mails.Instead = mail => ++failing % 10 == 3 ? throw new InvalidOperationException($"canary refused {mail.ToAddress}") : null;

        var engagement = await WholeEngagement.PlayAsync(app, async () =>
        {
            Assert.Subset(MayHoldPersonalData.ToHashSet(), StoredBytes.TablesWith(app.File, Bodies.Canary).ToHashSet());
            (await app.Firm.PostAsync("/api/engagements", Bodies.Of(new { leader = "canary" }))).Is(HttpStatusCode.UnprocessableEntity);

            // Failed activities are tried again after seconds; their failures are in the history until then.
            await app.RestAsync();
            Assert.Subset(MayHoldPersonalData.ToHashSet(), StoredBytes.TablesWith(app.File, Bodies.Canary).ToHashSet());
            await app.AdvanceAsync("PT1M");
        });

        Assert.Equal(MayHoldPersonalData, StoredBytes.TablesWith(app.File, Bodies.Canary));
        Assert.True(failing > 10);
        Assert.Superset(
            new HashSet<string> { "journal", "engagements", "durable_instance", "durable_history", "durable_event", "durable_timer" },
            StoredBytes.Tables(app.File).ToHashSet());
        Assert.True((await engagement.TimelineAsync()).Count > 100);
    }

    [Fact]
    public async Task Orchestrations_hold_ids_dates_and_numbers_only()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.RestAsync();

        var instance = (await app.Orchestrations.GetInstanceAsync(engagement.Id, getInputsAndOutputs: true, Cancellation))!;

        Assert.Null(instance.SerializedInput);
        Assert.Null(instance.SerializedOutput);
        Assert.Matches("""^\{"Cycle":1,"Step":6,"NextLook":"[0-9TZ:.-]+"\}$""", instance.SerializedCustomStatus);
    }

    [Fact]
    public async Task The_firm_never_gets_back_what_only_coach_and_leader_may_read()
    {
        await using var app = await TestApp.StartAsync();
        var answers = new StringBuilder();
        string? id = null;

        await WholeEngagement.PlayAsync(app, async () =>
        {
            var list = await app.Firm.GetAsync("/api/engagements");
            id ??= list.Value("items.0.id");
            answers.Append(list.Text).Append((await app.Firm.GetAsync($"/api/engagements/{id}")).Text)
                .AppendJoin('\n', await app.Firm.TimelineAsync(id!));
        });
        answers.Append((await app.Firm.GetAsync($"/api/engagements/{id}?cycle=1")).Text);

        Assert.Contains("canary-open", answers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Bodies.Secret, answers.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_mail_carries_confidential_text_and_the_firms_name_no_silent_rater()
    {
        await using var app = await TestApp.StartAsync();
        await WholeEngagement.PlayAsync(app, () => Task.CompletedTask);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer");
        await app.AdvanceAsync("P90D");

        Assert.All(app.Mails.All, mail => Assert.DoesNotContain(
            Bodies.Secret, mail.Subject + mail.Text + mail.Html
                + string.Concat(mail.Attachments.Select(file => Encoding.UTF8.GetString(file.Content))),
                StringComparison.OrdinalIgnoreCase));
        Assert.Contains(app.Mails.All, mail => mail.Attachments.Count > 0);
        var told = app.Mails.All.Where(mail => mail.ToAddress == TestFirm.North.Email && mail.Engagement == engagement.Id).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, mail => Assert.DoesNotMatch("(?i)rater[ .](boss|peer)", mail.Text + mail.Html));
    }

    [Fact]
    public async Task Sponsors_pages_show_nothing_confidential()
    {
        await using var app = await TestApp.StartAsync();
        var pages = new StringBuilder();
        await WholeEngagement.PlayAsync(app, async () =>
        {
            foreach (var link in app.Mails.All.Where(mail => mail.ToAddress.StartsWith("sam.", StringComparison.Ordinal))
                .SelectMany(mail => mail.Links).TakeLast(1))
                pages.Append((await app.Links.OpenAsync(link.Href)).Html);
        });

        Assert.Contains("canary-open", pages.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Bodies.Secret, pages.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_fact_altered_in_the_database_is_found_by_walking_the_chain()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 90))).Is(HttpStatusCode.Created);
        await app.RestAsync();
        var journal = await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation);
        var altered = 0;

        foreach (var entry in journal)
        {
            var original = await AlterAsync(
                app.File, engagement.Id, entry.Number, text => Digit().Replace(text, digit => digit.Value == "9" ? "8" : "9", 1));
            var broken = await Assert.ThrowsAsync<JournalBrokenException>(() => app.Store.ReadAsync(engagement.Id, after: 0, Cancellation));
            Assert.Contains($"at entry {entry.Number}.", broken.Message, StringComparison.Ordinal);
            await AlterAsync(app.File, engagement.Id, entry.Number, _ => original);
            altered++;
        }

        Assert.True(altered > 30);
        Assert.Equal(journal.Count, (await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation)).Count);
    }

    private static Task<string> AlterAsync(SqliteFile file, string engagement, long number, Func<string, string> alter) => file.WriteAsync(
        connection =>
        {
            using var read = connection.CreateCommand();
            read.CommandText = "SELECT bytes FROM journal WHERE engagement = $engagement AND number = $number";
            read.Parameters.AddWithValue("$engagement", engagement);
            read.Parameters.AddWithValue("$number", number);
            var text = Encoding.UTF8.GetString((byte[])read.ExecuteScalar()!);
            using var write = connection.CreateCommand();
            write.CommandText = "UPDATE journal SET bytes = $bytes WHERE engagement = $engagement AND number = $number";
            write.Parameters.AddWithValue("$bytes", Encoding.UTF8.GetBytes(alter(text)));
            write.Parameters.AddWithValue("$engagement", engagement);
            write.Parameters.AddWithValue("$number", number);
            Assert.Equal(1, write.ExecuteNonQuery());
            return text;
        },
        Cancellation);

    [GeneratedRegex("[0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digit();
}
