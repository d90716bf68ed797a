using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>An operator puts the storage back to an earlier point while the application runs: nobody has to restart it.</summary>
public sealed class RestoredJournalTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    [Fact]
    public async Task An_engagement_on_SQLite_goes_on_from_where_it_was_put_back_to()
    {
        await using var app = await TestApp.StartAsync();
        await PlayAsync(app, engagement =>
        {
            var (length, head, mac) = app.File.Read(connection => EngagementRows.End(connection, engagement));
            return Task.FromResult<Func<Task>>(() => app.File.WriteAsync(connection =>
                connection.Execute("DELETE FROM journal WHERE engagement = $1 AND number > $2", engagement, length)
                + connection.Execute(
                    "UPDATE engagements SET length = $2, head = $3, mac = $4 WHERE id = $1", engagement, length, head, mac)));
        });
    }

    [Fact]
    public async Task An_engagement_on_blob_storage_goes_on_from_where_it_was_put_back_to()
    {
        AzuriteServer.Require();
        var container = azurite.NewContainer();
        await using var app = await StartAsync(container);
        await PlayAsync(app, engagement => BackUpAsync(container));
    }

    [Fact]
    public async Task An_engagement_that_another_instance_deleted_is_unknown_at_once()
    {
        AzuriteServer.Require();
        var container = azurite.NewContainer();
        await using var one = await StartAsync(container);
        await using var two = await StartAsync(container);
        var engagement = await TestEngagement.StartAsync(one);
        await one.RestAsync();
        (await two.Firm.GetAsync(engagement.Path)).Is(HttpStatusCode.OK);

        await one.Store.DeleteAsync(engagement.Id, TestContext.Current.CancellationToken);

        (await two.Firm.GetAsync(engagement.Path)).Is(HttpStatusCode.NotFound);
        (await two.Firm.PutAsync($"{engagement.Path}/context", Bodies.Context(two.Today))).Is(HttpStatusCode.NotFound);
    }

    private static async Task PlayAsync(TestApp app, Func<string, Task<Func<Task>>> backUp)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 2);
        await app.RestAsync();
        var before = (await engagement.TimelineAsync()).Count;
        var putBack = await backUp(engagement.Id);
        (await engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.Equal(3, await engagement.StepAsync());

        await putBack();

        Assert.Equal(2, await engagement.StepAsync());
        Assert.Equal(before, (await engagement.TimelineAsync()).Count);
        (await engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.Equal(3, await engagement.StepAsync());
        await engagement.ReachAsync(6);
    }

    // Every blob but the durable engine's, which is not here.
    private static async Task<Func<Task>> BackUpAsync(BlobContainerClient container)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var kept = new List<(BlobItem Blob, BinaryData Content)>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancellation))
            kept.Add((blob, (await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content));
        return async () =>
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
                await container.DeleteBlobAsync(blob.Name, cancellationToken: cancellation);
            foreach (var (blob, content) in kept)
            {
                if (blob.Properties.BlobType == BlobType.Append)
                {
                    var journal = container.GetAppendBlobClient(blob.Name);
                    await journal.CreateAsync(cancellationToken: cancellation);
                    await journal.AppendBlockAsync(content.ToStream(), cancellationToken: cancellation);
                }
                else
                {
                    await container.GetBlobClient(blob.Name)
                        .UploadAsync(content, new BlobUploadOptions { Metadata = blob.Metadata }, cancellation);
                }
            }
        };
    }

    private Task<TestApp> StartAsync(BlobContainerClient container) => TestApp.StartAsync(
        builder => builder.Services.AddSingleton(container),
        settings: ["--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}"]);
}
