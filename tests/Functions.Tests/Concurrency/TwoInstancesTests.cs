using System.Globalization;
using System.Net;
using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Concurrency;

/// <summary>
/// Two instances of the application on one blob storage, with one engine for their orchestrations, as on Azure. More runs than the one
/// of every build: <c>CONTENTION_SEEDS=1-10</c>.
/// </summary>
public sealed class TwoInstancesTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private const int Changes = 80;
    private const int Raters = 20;
    private const int MostRepeats = 20;

    private static readonly string[] Roles = ["leader", "coach", "sponsor"];

    public static TheoryData<int> Seeds
    {
        get
        {
            var range = (Environment.GetEnvironmentVariable("CONTENTION_SEEDS") ?? "1-1").Split('-')
                .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)).ToList();
            return [.. Enumerable.Range(range[0], range[1] - range[0] + 1)];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_hundred_commands_at_once_over_two_instances_are_each_done_and_every_mail_goes_once(int seed)
    {
        AzuriteServer.Require();
        var container = azurite.NewContainer();
        await using var one = await StartAsync(container, _ => { });
        await using var two = await StartAsync(container, services => services.AddSingleton(one.Orchestrations));
        var engagement = await TestEngagement.AtStepAsync(one, 3);
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in Roles)
            people[role] = (await engagement.PersonAsync(role))["id"]!.ToString();

        var calls = Enumerable.Range(0, Changes).Select(number => Change(people[Roles[number % Roles.Length]], number))
            .Concat(Enumerable.Range(0, Raters).Select(Rater))
            .Index().OrderBy(entry => Place(entry.Index), StringComparer.Ordinal).Select(entry => entry.Item).ToList();

        // Fewer to the instance that sends the mails: it is to note that they went while the other one is still busy.
        var repeats = await Task.WhenAll(calls.Select((call, index) => Task.Run(() => UntilDoneAsync(index % 4 == 0 ? one : two, call))));
        await one.AdvanceAsync("PT1H");

        var mails = one.Mails.All.Concat(two.Mails.All).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {calls.Count} commands, {repeats.Sum()} repeated after 503, {mails.Count} mails");
        Assert.Equal(mails.Count, mails.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Raters, mails.Where(mail => mail.Kind == MailKind.Request && mail.ToName.StartsWith("Rater", StringComparison.Ordinal))
            .Select(mail => mail.ToAddress).Distinct(StringComparer.Ordinal).Count());
        var journal = (await two.Store.ReadAsync(engagement.Id, after: 0, TestContext.Current.CancellationToken))
            .Select(entry => entry.Fact).ToList();
        Assert.Equal(Changes, journal.OfType<PersonChanged>().Count());
        Assert.Equal(Raters, journal.OfType<RaterAdded>().Count());
        Assert.Equal(journal.OfType<MailDecided>().Count(), journal.OfType<MailSent>().Count());

        // The order of a seed is always the same.
        string Place(int index) => NameBasedId.Of(
            string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), index.ToString(CultureInfo.InvariantCulture));

        Func<TestApp, Task<ApiAnswer>> Change(string person, int number) => app => app.Firm.PatchAsync(
            $"{engagement.Path}/people/{person}",
            Bodies.Of(new { name = string.Create(CultureInfo.InvariantCulture, $"Canary {number}") }));

        Func<TestApp, Task<ApiAnswer>> Rater(int number) => app => app.Firm.PostAsync(
            $"{engagement.Path}/raters",
            Bodies.Of(new { raters = new[] { Bodies.Rater(string.Create(CultureInfo.InvariantCulture, $"Rater {number}"), "peer") } }));
    }

    // As a firm's software does: what was not recorded because others were faster is sent again.
    private static async Task<int> UntilDoneAsync(TestApp app, Func<TestApp, Task<ApiAnswer>> call)
    {
        for (var repeats = 0; ; repeats++)
        {
            var answer = await call(app);
            if (answer.Status == HttpStatusCode.OK || repeats == MostRepeats)
            {
                answer.Is(HttpStatusCode.OK);
                return repeats;
            }

            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "contended");
        }
    }

    private Task<TestApp> StartAsync(BlobContainerClient container, Action<IServiceCollection> configure) => TestApp.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(container);
            configure(builder.Services);
        },
        settings: ["--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}"]);
}
