using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Reminders;

/// <summary>A slow engagement of nine months with eight raters, and all mails that it brought.</summary>
public sealed class SlowRun : IAsyncLifetime
{
    public const int Months = 9;

    public SlowEngagement Engagement { get; private set; } = null!;

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = await AppInProcess.StartAsync(cancellation);
        Engagement = new SlowEngagement(app.Api, (instant, cancelled) => app.Api.AdvanceToAsync(instant, cancelled), Months, raters: 8);
        await Engagement.StartAsync(cancellation);
        await Engagement.RunAsync(cancellation);
        Mails = await app.Api.OutboxAsync(cancellation: cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The mails of a kind within a stretch: to whom, and when.</summary>
    public IEnumerable<(string To, DateTimeOffset At)> Of(string kind, string stretch) => Mails
        .Where(mail => mail.Kind == kind && mail.SentAt > Engagement[stretch].From && mail.SentAt <= Engagement[stretch].To)
        .Select(mail => (mail.To, mail.SentAt));
}
