using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CoachingWorkflow.Functions.Mail.Delivery;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Knows mails by an empty blob for each, with the engagement in its metadata.</summary>
/// <param name="container">Where they are.</param>
internal sealed class BlobMailIndex(BlobContainerClient container) : IMailIndex
{
    private const string Engagement = "engagement";
    private const int AtOnce = 8;

    /// <inheritdoc/>
    public Task AddAsync(string mail, string engagement, CancellationToken cancellation) => StorageCalls.RunAsync(
        () => container.GetBlobClient(BlobNames.Mail(mail)).UploadAsync(
            Stream.Null,
            new BlobUploadOptions
            {
                Metadata = new Dictionary<string, string>(
                StringComparer.OrdinalIgnoreCase)
                { [Engagement] = engagement }
            },
            cancellation),
        cancellation);

    /// <inheritdoc/>
    public Task<string?> FindAsync(string mail, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            try
            {
                var properties = await container.GetBlobClient(BlobNames.Mail(mail)).GetPropertiesAsync(cancellationToken: cancellation);
                return properties.Value.Metadata.TryGetValue(Engagement, out var engagement) ? engagement : null;
            }
            catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
            {
                return null;
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyCollection<string> mails, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            await Parallel.ForEachAsync(
                mails,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (mail, token) => await container.GetBlobClient(BlobNames.Mail(mail)).DeleteIfExistsAsync(cancellationToken: token));
            return mails.Count;
        },
        cancellation);
}
