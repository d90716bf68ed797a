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
        var agenda = new EngagementAgenda(Step.LeaderAndSponsorReview, Cycle: 2, ["a", "b"], at);

        var read = JsonSerializer.Deserialize<EngagementAgenda>(JsonSerializer.Serialize<object>(agenda, options), options)!;

        Assert.Equal(agenda with { Mails = read.Mails }, read);
        Assert.Equal(agenda.Mails, read.Mails);
        Assert.Equal(agenda.Status, read.Status);
        Assert.Equal(at is null ? null : DateTimeKind.Utc, read.WakeAt?.Kind);
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
