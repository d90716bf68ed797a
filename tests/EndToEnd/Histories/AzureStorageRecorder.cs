using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using CoachingWorkflow.Functions.Activities;
using CoachingWorkflow.Functions.Orchestration;
using EmbeddedHost.AzureStorage;
using EmbeddedHost.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.EndToEnd.Histories;

/// <summary>
/// Records histories of the orchestrator as Durable Functions keeps them in a storage account: the application and its activities run
/// in this process, its orchestrations on the Azure Storage provider. Run it by name when the orchestrator has changed on purpose.
/// </summary>
/// <remarks>The hub's time is real while the tour's year passes in minutes, so waits begin genuinely and end by an event.</remarks>
public sealed class AzureStorageRecorder
{
    private static readonly (string Name, string After)[] Points =
    [
        ("step-1-begun", "the firm starts the engagement"),
        ("step-1-waiting", "the clock advances to 2027-01-11T10:00"),
        ("step-3-raters-asked", "the coach names raters"),
        ("step-5-design-to-decide", "the coach revises the program"),
        ("step-6-long-wait", "the program begins"),
        ("step-6-mail-in-two-hours", "the clock advances to 2027-09-20T12:00"),
        ("step-8-review-open", "the end-of-program review is open"),
        ("step-1-renewed", "the end-of-program review is held and renews"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Record()
    {
        await using var hub = await TaskHub.CreateAsync(Cancellation);
        await using var app = await AppInProcess.StartAsync(services => services.AddSingleton(hub.Client), Cancellation);
        hub.Orchestration<object, object>(nameof(CoachingEngagement), async context =>
        {
            await CoachingEngagement.RunAsync(context);
            return null;
        });
        hub.Activity<string, EngagementAgenda>(nameof(BringUpToDate), async engagement =>
            InRealTime(app, await RunAsync<BringUpToDate, EngagementAgenda>(app, function => function.RunAsync(engagement, Cancellation))));
        hub.Activity<MailToSend, bool>(nameof(SendMail), mail =>
            RunAsync<SendMail, bool>(app, function => function.RunAsync(mail, Cancellation)));
        await hub.StartAsync();

        var tour = new Tour(app.Api, new TourPlan());
        var recorded = 0;
        foreach (var step in tour.Steps)
        {
            await step.RunAsync(Cancellation);
            if (step != tour.Steps[0])
                await WakeAsync();
            await hub.SettleAsync(tour.Engagement, Cancellation);
            foreach (var (name, _) in Points.Where(point => point.After == step.Name))
            {
                await WriteAsync(name);
                recorded++;
            }

            if (step.Name == Points[1].After)
            {
                await app.Api.AdvanceToAsync(CoachingApi.Instant("2027-01-13T10:00:00Z"), Cancellation);
                await WakeAsync();
                await WriteAsync("step-1-two-days-before-a-reminder");
            }
        }

        await app.Api.PostAsync(
            $"/api/engagements/{tour.Engagement}/cancel", new { reason = "The client has moved on." }, "cancel",
            cancellation: Cancellation);
        await WriteAsync("cancelled");
        Assert.Equal(Points.Length, recorded);

        // In a year that took a year its timer would have woken it.
        Task WakeAsync() => hub.Client.RaiseEventAsync(tour.Engagement, Milestones.AgendaChanged, cancellation: Cancellation);

        async Task WriteAsync(string name)
        {
            var rows = await hub.SettleAsync(tour.Engagement, Cancellation);
            HistoryFolder.Write($"{HistoryFolder.AzureStorage}-{name}", HistoryExport.FromTable(rows));
        }
    }

    private static async Task<TResult?> RunAsync<TFunction, TResult>(AppInProcess app, Func<TFunction, Task<TResult>> run)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await run(ActivatorUtilities.CreateInstance<TFunction>(scope.ServiceProvider));
    }

    /// <summary>What the application waits for on its own clock, the hub is to wait for on the machine's.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The hub runs by the machine's clock.")]
    private static EngagementAgenda InRealTime(AppInProcess app, EngagementAgenda? agenda)
    {
        var ahead = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() - TimeProvider.System.GetUtcNow();
        return agenda! with { WakeAt = agenda.WakeAt - ahead };
    }
}
