using System.Globalization;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Digests;

/// <summary>Engagements of one coach whose first step is three weeks overdue: on one morning the firm is told of each.</summary>
internal sealed partial class LateEngagements(TestApp app, IReadOnlyList<TestEngagement> engagements)
{
    /// <summary>Nine o'clock in Berlin, three weeks after the first step was due.</summary>
    public static readonly DateTimeOffset Morning = new(2027, 2, 8, 8, 0, 0, TimeSpan.Zero);

    public static readonly string Coach = Bodies.Email("Cora Coach");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IReadOnlyList<TestEngagement> All => engagements;

    /// <summary>Starts them, and lets time pass until ten minutes before the morning.</summary>
    public static async Task<LateEngagements> StartAsync(TestApp app, int count, string? coach = null)
    {
        var engagements = new List<TestEngagement>();
        for (var number = 1; number <= count; number++)
        {
            var body = Bodies.Start();
            body["leader"]!["name"] = string.Create(CultureInfo.InvariantCulture, $"Leader Canary{number}");
            if (coach is not null)
                body["coach"]!["email"] = coach;
            engagements.Add(await TestEngagement.StartAsync(app, body));
        }

        await app.AdvanceToAsync(Morning.AddMinutes(-10));
        return new LateEngagements(app, engagements);
    }

    /// <summary>The mails to an address since the eve of the morning.</summary>
    public IReadOnlyList<OutgoingMail> To(string address) => [.. app.Mails.All.Where(mail => mail.ToAddress == address).Where(IsNew)];

    /// <summary>The mails before the morning, which are not looked at.</summary>
    public void Forget() => Before = [.. app.Mails.All.Select(mail => mail.Id)];

    /// <summary>The engagements that mails to the firm tell of, each as often as it is told of.</summary>
    public static IReadOnlyList<string> Told(IEnumerable<OutgoingMail> mails) =>
        [.. mails.SelectMany(mail => Engagement().Matches(mail.Text)).Select(match => match.Groups["id"].Value)];

    /// <summary>Of each engagement, how much was decided to be told this morning, and of how much its journal knows that it went.</summary>
    public async Task<IReadOnlyList<(int Decided, int Sent)>> ConfirmedAsync(MailKind kind)
    {
        var confirmed = new List<(int, int)>();
        foreach (var engagement in engagements)
        {
            var facts = (await app.Store.ReadAsync(engagement.Id, after: 0, Cancellation)).Select(entry => entry.Fact).ToList();
            var decided = facts.OfType<MailDecided>().Where(mail => mail.MailKind == kind && mail.Digest?.At >= Morning)
                .Select(mail => mail.Mail).ToList();
            confirmed.Add((decided.Count, facts.OfType<MailSent>().Count(sent => decided.Contains(sent.Mail))));
        }

        return confirmed;
    }

    private HashSet<string> Before { get; set; } = [];

    private bool IsNew(OutgoingMail mail) => !Before.Contains(mail.Id);

    [GeneratedRegex(@"\bEngagement (?<id>[0-9a-f]{8}-[0-9a-f-]{27})\.", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Engagement();
}
