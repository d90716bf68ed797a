using Azure.Core;
using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Registers blob storage.</summary>
internal static class BlobStorageRegistration
{
    /// <summary>
    /// Keeps engagements in blob storage (<c>Storage:Kind</c> = <c>blob</c>). The section <c>Storage:Blob</c> is checked at start.
    /// </summary>
    /// <param name="services">Where the clock is registered.</param>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services)
    {
        services.AddOptions<BlobStorageOptions>().BindConfiguration(BlobStorageOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BlobStorageOptions>, BlobStorageOptionsValidation>());
        services.AddAzureIdentity();
        services.AddSingleton(Container);
        services.AddHostedService<BlobContainerAtStart>();
        services.AddJournalMacs();
        services.AddSingleton<BlobEngagementStore>();
        services.AddSingleton<IEngagementStore>(provider => provider.GetRequiredService<BlobEngagementStore>());
        services.AddSingleton<IJournalSealing>(provider => provider.GetRequiredService<BlobEngagementStore>());
        services.AddSingleton<IMailQuotaStore, BlobMailQuotaStore>();
        services.AddSingleton<IMailIndex, BlobMailIndex>();
        services.AddSingleton<IConfirmedAddresses, BlobConfirmedAddresses>();
        services.AddSingleton<IRecordStore, BlobRecordStore>();
        return services;
    }

    private static BlobContainerClient Container(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IOptions<BlobStorageOptions>>().Value;
        var service = string.IsNullOrEmpty(settings.ConnectionString)
            ? new BlobServiceClient(new Uri(settings.ServiceUri!), provider.GetRequiredService<TokenCredential>(), ClientOptions())
            : new BlobServiceClient(settings.ConnectionString, ClientOptions());
        return service.GetBlobContainerClient(settings.Container);
    }

    // A caller waits for the answer, and may try again: so few and short retries.
    private static BlobClientOptions ClientOptions()
    {
        var options = new BlobClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }
}

/// <summary>Makes the container in Development. Elsewhere the deployment does, and the app's identity need not be allowed to.</summary>
/// <param name="container">The container.</param>
/// <param name="environment">Where the app runs.</param>
internal sealed class BlobContainerAtStart(BlobContainerClient container, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
            await StorageCalls.RunAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
