using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Blob;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>The same tests as for SQLite, against a real Azurite.</summary>
public sealed partial class BlobEngagementStoreTests : EngagementStoreContract, IClassFixture<AzuriteServer>, IDisposable
{
    private static readonly int BeforeEntry = "{\"hash\":\"".Length + 64 + "\",\"entry\":".Length;

    private readonly BlobContainerClient _container;
    private BlobEngagementStore _store;

    public BlobEngagementStoreTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        _container = azurite.NewContainer();
        _store = NewStore();
    }

    private protected override IEngagementStore Store => _store;

    public void Dispose() => _store.Dispose();

    protected override Task AlterEntryAsync(string engagement, long number, Func<byte[], byte[]> change) =>
        RewriteAsync(engagement, lines =>
    {
        var at = IndexOf(lines, number);
        var entry = Encoding.UTF8.GetBytes(lines[at][BeforeEntry..^1]);
        lines[at] = lines[at][..BeforeEntry] + Encoding.UTF8.GetString(change(entry)) + "}";
    });

    protected override Task RemoveEntryAsync(string engagement, long number) =>
        RewriteAsync(engagement, lines => lines.RemoveAt(IndexOf(lines, number)));

    protected override Task SwapEntriesAsync(string engagement, long one, long other) => RewriteAsync(engagement, lines =>
    {
        var (first, second) = (IndexOf(lines, one), IndexOf(lines, other));
        (lines[first], lines[second]) = (lines[second], lines[first]);
    });

    protected override async Task SwapDocumentsAsync(string engagement, string one, string other)
    {
        var (first, second) = (DocumentBlob(engagement, one), DocumentBlob(engagement, other));
        var (firstContent, secondContent) = (
            (await first.DownloadContentAsync(Cancellation)).Value.Content,
            (await second.DownloadContentAsync(Cancellation)).Value.Content);
        await first.UploadAsync(secondContent, overwrite: true, Cancellation);
        await second.UploadAsync(firstContent, overwrite: true, Cancellation);
        SeeAnew();
    }

    protected override async Task EraseDocumentAsync(string engagement, string id)
    {
        await DocumentBlob(engagement, id).DeleteAsync(cancellationToken: Cancellation);
        SeeAnew();
    }

    protected override async Task<Func<Task>> BackUpAsync(string engagement)
    {
        var journal = _container.GetAppendBlobClient($"journals/{engagement}");
        var content = (await journal.DownloadContentAsync(Cancellation)).Value.Content;
        var row = await _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = "index/" }, Cancellation)
            .SingleAsync(Cancellation);
        return async () =>
        {
            await journal.DeleteIfExistsAsync(cancellationToken: Cancellation);
            await journal.CreateAsync(cancellationToken: Cancellation);
            await journal.AppendBlockAsync(content.ToStream(), cancellationToken: Cancellation);
            await _container.GetBlobClient(row.Name)
                .UploadAsync(Stream.Null, new BlobUploadOptions { Metadata = row.Metadata }, Cancellation);
        };
    }

    private protected override IEngagementStore OtherInstance(params string[] keys) => NewStore(keys);

    protected override async Task ForgeAsync(string engagement, long number, byte[] forged)
    {
        var head = JournalChain.Genesis;
        await AlterEntryAsync(engagement, number, _ => forged);
        await RewriteAsync(engagement, lines =>
        {
            for (var entry = 1; IndexOf(lines, entry) is >= 0 and var at; entry++)
            {
                head = JournalChain.Next(head, Encoding.UTF8.GetBytes(lines[at][BeforeEntry..^1]));
                lines[at] = $"{{\"hash\":\"{Convert.ToHexStringLower(head)}\",\"entry\":{lines[at][BeforeEntry..]}";
            }
        });
        var row = await _container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = "index/" }, Cancellation)
            .FirstAsync(blob => blob.Metadata["length"] == "3", Cancellation);
        row.Metadata["head"] = Convert.ToHexStringLower(head);
        await _container.GetBlobClient(row.Name).SetMetadataAsync(row.Metadata, cancellationToken: Cancellation);
    }

    protected override Task ChangeMacAsync(string engagement, string? mac) => RewriteAsync(engagement, lines =>
        lines[^1] = WithMac().Replace(lines[^1], mac is null ? "" : $",\"mac\":\"{mac}\"", 1));

    protected override async Task<string?> MacAsync(string engagement)
    {
        string? mac = null;
        await RewriteAsync(engagement, lines => mac = WithMac().Match(lines[^1]).Groups["mac"].Value);
        return mac;
    }

    private BlobEngagementStore NewStore(params string[] keys) =>
        new(_container, SampleMacs.Of(keys), Time, NullLogger<BlobEngagementStore>.Instance);

    [GeneratedRegex("(,\"mac\":\"(?<mac>[^\"]*)\")?(?=,\"index\":)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithMac();

    // A store remembers documents for minutes.
    private void SeeAnew()
    {
        _store.Dispose();
        _store = NewStore();
    }

    private static int IndexOf(List<string> lines, long number) =>
        lines.Select((line, index) => (line, index)).Where(line => line.line.StartsWith("{\"hash\"", StringComparison.Ordinal))
            .Skip((int)number - 1).Select(line => line.index).FirstOrDefault(-1);

    private BlobClient DocumentBlob(string engagement, string id) => _container.GetBlobClient($"documents/{engagement}/{id}");

    // An append blob cannot be changed in place, but who may write it may replace it.
    private async Task RewriteAsync(string engagement, Action<List<string>> change)
    {
        var journal = _container.GetAppendBlobClient($"journals/{engagement}");
        var text = (await journal.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        change(lines);

        await journal.DeleteAsync(cancellationToken: Cancellation);
        await journal.CreateAsync(cancellationToken: Cancellation);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        await journal.AppendBlockAsync(content, cancellationToken: Cancellation);
    }
}
