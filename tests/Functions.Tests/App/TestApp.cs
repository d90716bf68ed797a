using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Hosts;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Tests.Contract;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>
/// The whole application, in this process and in memory, over real HTTP, on a clock that stands still. Two firms are configured.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>A Monday, nine in the morning where the people are.</summary>
    public const string Start = "2027-01-04T08:00:00Z";

    public const string Zone = "Europe/Berlin";

    private const string LinkSecret = "dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3QgdGVzdCE=";

    private const string JournalSecret = "anVzdCBhIHRlc3QganVzdCBhIHRlc3QganVzdCBhIHQ=";

    private readonly IHost _host;

    private TestApp(IHost host, CapturedLog log, SentMails mails, ContractCheck contract)
    {
        _host = host;
        Contract = contract;
        Log = log;
        Mails = mails;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(address) };
        Firm = new FirmClient(Http, TestFirm.North.Key);
        Links = new LinkClient(Http);
    }

    public HttpClient Http { get; }

    public FirmClient Firm { get; set; }

    public LinkClient Links { get; }

    public CapturedLog Log { get; }

    public SentMails Mails { get; }

    public ContractCheck Contract { get; }

    public IServiceProvider Services => _host.Services;

    public IEngagementStore Store => Services.GetRequiredService<IEngagementStore>();

    public DurableTaskClient Orchestrations => Services.GetRequiredService<DurableTaskClient>();

    public SqliteFile File => Services.GetRequiredService<SqliteFile>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public DateOnly Today => Zones.DayOf(Now, Zone);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestApp> StartAsync(
        Action<EmbeddedHostBuilder>? configure = null, string data = SqliteFile.InMemory, string environment = "Development",
        params string[] settings)
    {
        var builder = EmbeddedHostBuilder.Create(
        [
            $"--environment={environment}", "--Urls=http://127.0.0.1:0", $"--Data:Path={data}", $"--Dev:Clock:Start={Start}",
            $"--Links:Keys:0:Id=test", $"--Links:Keys:0:Secret={LinkSecret}",
            $"--Journal:Keys:0:Id=test", $"--Journal:Keys:0:Secret={JournalSecret}", "--Mail:From=coaching@example.org",
            .. environment == "Development" ? [] : (string[])["--Mail:Kind=smtp", "--Mail:Smtp:Host=mail.example.org"],
            .. TestFirm.North.Settings, .. TestFirm.South.Settings, .. settings,
        ]);
        builder.Services.AddCoachingWorkflow();
        builder.AddEmbedded();
        builder.UseFunctionsFrom(typeof(CoachingEngagement).Assembly);

        var log = new CapturedLog();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        var mails = new SentMails();
        builder.Services.AddSingleton<IMailSender>(provider =>
        {
            mails.Outbox = provider.GetKeyedService<IMailSender>(MailKinds.Outbox);
            return mails;
        });
        var contract = new ContractCheck();
        builder.Services.AddSingleton<IStartupFilter>(contract);
        configure?.Invoke(builder);

        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return new TestApp(host, log, mails, contract);
    }

    public FirmClient As(TestFirm firm) => new(Http, firm.Key);

    public FirmClient WithKey(string? key) => new(Http, key);

    /// <summary>Waits for what is under way.</summary>
    public Task RestAsync() => AdvanceAsync("PT0S");

    /// <summary>Advances the clock by an ISO 8601 duration; everything that fell due is done then, mails included.</summary>
    public Task AdvanceAsync(string duration) => MoveAsync(new { advanceBy = duration });

    public Task AdvanceToAsync(DateTimeOffset instant) => MoveAsync(new { advanceTo = instant });

    /// <summary>Advances to nine o'clock in the morning of a day.</summary>
    public Task AdvanceToAsync(DateOnly day) => AdvanceToAsync(Zones.At(day, new TimeOnly(9, 0), Zone));

    /// <summary>The mails so far, oldest first, as <c>/dev/mail</c> shows them.</summary>
    public async Task<IReadOnlyList<DevMail>> MailsAsync(string? about = null)
    {
        await RestAsync();
        return (await Http.GetFromJsonAsync<List<DevMail>>(about is null ? "/dev/mail" : $"/dev/mail?about={about}", Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync(CancellationToken.None);

        // Whatever a test did, what people are called and write is in no log, nor are their links.
        var lines = Log.Lines.ToList();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line =>
            line.Contains(Bodies.Canary, StringComparison.OrdinalIgnoreCase) || line.Contains("/links/", StringComparison.Ordinal));

        // And every answer was one that the contract has.
        Assert.True(Contract.Differences.IsEmpty, string.Join('\n', Contract.Differences));
    }

    private async Task MoveAsync(object body)
    {
        using var response = await Http.PostAsJsonAsync("/dev/clock", body, JsonSerializerOptions.Web, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}

/// <summary>A mail as <c>/dev/mail</c> shows it.</summary>
internal sealed record DevMail(
    string Id, string Kind, string? About, string To, string Subject, DateTimeOffset SentAt, string Text,
    IReadOnlyList<DevLink> Links, IReadOnlyList<DevAttachment> Attachments);

/// <summary>A link in a mail.</summary>
internal sealed record DevLink(string Rel, string Href);

/// <summary>A file in a mail.</summary>
internal sealed record DevAttachment(string Name, string ContentType);
