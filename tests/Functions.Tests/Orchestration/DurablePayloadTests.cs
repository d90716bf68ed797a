using System.Text.Json;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Tests.Orchestration;

/// <summary>
/// What goes in and out of activities survives the Azure packages' serialisers, that of Durable Task and that of the worker.
/// </summary>
public sealed class DurablePayloadTests
{
    private static readonly JsonSerializerOptions DurableTask = new() { IncludeFields = true };
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    [Theory]
    [InlineData("2027-03-01T09:00:00.1234567Z", true)]
    [InlineData("2027-03-01T09:00:00.1234567Z", false)]
    [InlineData(null, true)]
    [InlineData(null, false)]
    public void An_agenda_comes_back_as_it_was(string? wakeAt, bool isWorker)
    {
        var options = isWorker ? Worker : DurableTask;
        var at = wakeAt is null
            ? (DateTime?)null : DateTimeOffset.Parse(wakeAt, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var agenda = new EngagementAgenda(Step.LeaderAndSponsorReview, Cycle: 2, ["a", "b"], at, ["c"]);

        var read = JsonSerializer.Deserialize<EngagementAgenda>(JsonSerializer.Serialize<object>(agenda, options), options)!;

        Assert.Equal(agenda with { Mails = read.Mails, Digests = read.Digests }, read);
        Assert.Equal(agenda.Mails, read.Mails);
        Assert.Equal(agenda.Digests, read.Digests);
        Assert.Equal(agenda.Status, read.Status);
        Assert.Equal(at is null ? null : DateTimeKind.Utc, read.WakeAt?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_digest_is_called_with_and_answers_comes_back_as_it_was(bool isWorker)
    {
        var options = isWorker ? Worker : DurableTask;
        var at = new DateTime(2027, 2, 8, 8, 0, 0, DateTimeKind.Utc);

        Assert.Equal(new DigestTurn(2, at), Copy(new DigestTurn(2, at)));
        Assert.Equal(new DigestTurn(null, null), Copy(new DigestTurn(null, null)));
        Assert.Equal(new DigestListId("digest", 2), Copy(new DigestListId("digest", 2)));
        Assert.Equal(["a", "b"], Copy(new MailsToHandOver("engagement", ["a", "b"])).Digests);

        T Copy<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize<object>(value!, options), options)!;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mail_to_send_comes_back_as_it_was(bool isWorker)
    {
        var options = isWorker ? Worker : DurableTask;
        var mail = new MailToSend("engagement", "mail");

        Assert.Equal(mail, JsonSerializer.Deserialize<MailToSend>(JsonSerializer.Serialize<object>(mail, options), options));
    }
}
