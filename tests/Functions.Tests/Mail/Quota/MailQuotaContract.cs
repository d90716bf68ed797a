using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Mail.Quota;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail.Quota;

/// <summary>What every store of the quota must do.</summary>
public abstract class MailQuotaContract
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero).AddTicks(1);

    private readonly FakeTimeProvider _time = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract IMailQuotaStore Store { get; }

    [Fact]
    public async Task It_is_empty_at_first_and_keeps_what_was_written()
    {
        var first = await Store.ReadAsync(Cancellation);
        Assert.Empty(first.Items);
        Assert.Null(first.Version);

        QuotaBooking[] bookings = [new("one", At), new("two", At.AddHours(1))];
        Assert.True(await Store.WriteAsync(bookings, first.Version, Cancellation));
        Assert.Equal(bookings, (await Store.ReadAsync(Cancellation)).Items);

        var second = await Store.ReadAsync(Cancellation);
        Assert.True(await Store.WriteAsync([bookings[1]], second.Version, Cancellation));
        Assert.Equal([bookings[1]], (await Store.ReadAsync(Cancellation)).Items);
    }

    [Fact]
    public async Task Who_read_before_somebody_else_wrote_writes_nothing()
    {
        Assert.True(await Store.WriteAsync([new("one", At)], version: null, Cancellation));
        Assert.False(await Store.WriteAsync([new("other", At)], version: null, Cancellation));
        var read = await Store.ReadAsync(Cancellation);
        Assert.True(await Store.WriteAsync([new("two", At)], read.Version, Cancellation));
        Assert.False(await Store.WriteAsync([new("three", At)], read.Version, Cancellation));

        Assert.Equal("two", Assert.Single((await Store.ReadAsync(Cancellation)).Items).Mail);
    }

    [Fact]
    public async Task Four_instances_that_compete_never_exceed_the_quota_together()
    {
        var options = Options.Create(new MailOptions { Kind = MailKinds.Acs, Quota = { PerMinute = 10, PerHour = 10_000 } });
        var instances = Enumerable.Range(0, 4).Select(_ => new MailQuota(Store, options, _time)).ToList();
        var mails = Enumerable.Range(0, 40).Select(number => $"mail {number}").ToList();

        var until = await Task.WhenAll(mails.Select((mail, index) => Task.Run(
            async () => await instances[index % 4].BookAsync(mail, "firm", MailUrgency.Awaited, Cancellation), Cancellation)));

        // Who lost the race again and again is told to come back; nobody goes without a place.
        var bookings = (await Store.ReadAsync(Cancellation)).Items;
        Assert.Equal(10, until.Count(at => at is null));
        Assert.Equal(10, bookings.Count(booking => booking.At == _time.GetUtcNow()));
        Assert.All(bookings.GroupBy(booking => booking.At), minute => Assert.True(minute.Count() <= 10));
        Assert.Equal(bookings.Count, bookings.Select(booking => booking.Mail).Distinct(StringComparer.Ordinal).Count());
        instances.ForEach(instance => instance.Dispose());
    }
}
