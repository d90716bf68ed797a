using System.Globalization;
using System.Net;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Faults;

/// <summary>The whole application on blob storage that is late, refuses, and breaks off amid its answers.</summary>
public sealed class FaultyStorageTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private const int Commands = 40;
    private const int MostAttempts = 40;

    [Fact]
    public async Task Each_command_is_recorded_once_and_each_mail_goes_once()
    {
        AzuriteServer.Require();
        await using var proxy = new FaultyProxy(azurite.Port);
        await using var app = await TestApp.StartAsync(settings:
        [
            "--Storage:Kind=blob",
            "--Storage:Blob:ConnectionString="
                + azurite.ConnectionString.Replace($":{azurite.Port}/", $":{proxy.Port}/", StringComparison.Ordinal),
            $"--Storage:Blob:Container={AzuriteServer.NewContainerName()}",
        ]);
        proxy.Late = () => Task.Delay(TimeSpan.FromMilliseconds(100), app.Services.GetRequiredService<TimeProvider>());
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var before = (await engagement.KindsAsync()).Count(kind => kind == "sessionLogged");
        var attempts = 0;

        proxy.IsFaulty = true;
        for (var number = 0; number < Commands; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"session-{number}");
            var session = Bodies.Session(app.Today, minutes: number + 1);
            var answer = await engagement.PostAsync("sessions", session, key);
            for (var attempt = 1; attempt < MostAttempts && answer.Status != HttpStatusCode.Created; attempt++)
            {
                attempts++;
                answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
                answer = await engagement.PostAsync("sessions", session, key);
            }

            answer.Is(HttpStatusCode.Created);
        }

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        proxy.IsFaulty = false;
        await app.RestAsync();
        await app.AdvanceAsync("PT2H");

        var logged = (await engagement.KindsAsync()).Count(kind => kind == "sessionLogged") - before;
        var doubled = app.Mails.All.GroupBy(mail => mail.Id, StringComparer.Ordinal).Count(mail => mail.Count() > 1);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Commands} commands, {attempts} answered 503 and tried again; {proxy.Refused} connections refused, {proxy.Broken} broken "
            + $"off, {proxy.Delayed} answers late; {Math.Max(0, Commands - logged)} lost, {Math.Max(0, logged - Commands)} doubled, "
            + $"{doubled} mails doubled"));
        Assert.Equal(Commands, logged);
        Assert.Equal(0, doubled);
        Assert.Equal(3, app.Mails.All.Count(mail => mail.Kind == MailKind.Cancelled));
        Assert.All([proxy.Refused, proxy.Broken, proxy.Delayed], times => Assert.True(times > 5));
    }
}
