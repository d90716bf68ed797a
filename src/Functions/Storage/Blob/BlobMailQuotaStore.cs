using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CoachingWorkflow.Functions.Mail.Quota;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Keeps the places of mails in one block blob, whose ETag is the version.</summary>
/// <param name="container">Where it is.</param>
internal sealed class BlobMailQuotaStore(BlobContainerClient container) : IMailQuotaStore
{
    private readonly BlobClient _blob = container.GetBlobClient(BlobNames.MailQuota);

    /// <inheritdoc/>
    public Task<QuotaBookings> ReadAsync(CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            try
            {
                var stored = (await _blob.DownloadContentAsync(cancellation)).Value;
                return new QuotaBookings(QuotaJson.Read(stored.Content.ToMemory().Span), stored.Details.ETag.ToString());
            }
            catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
            {
                return new QuotaBookings([], Version: null);
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> WriteAsync(IReadOnlyList<QuotaBooking> bookings, string? version, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
        async () =>
        {
            var conditions = version is null
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = new ETag(version) };
            try
            {
                await _blob.UploadAsync(
                    BinaryData.FromBytes(QuotaJson.Write(bookings)), new BlobUploadOptions { Conditions = conditions }, cancellation);
                return true;
            }
            catch (RequestFailedException changed) when (changed.Status is 409 or 412)
            {
                return false;
            }
        },
        cancellation);
}
