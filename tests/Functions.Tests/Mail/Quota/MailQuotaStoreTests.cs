using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Functions.Tests.Storage;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Mail.Quota;

public sealed class SqliteMailQuotaStoreTests : MailQuotaContract, IDisposable
{
    private readonly SqliteFile _file = new(SqliteFile.InMemory);

    public SqliteMailQuotaStoreTests() => Store = new SqliteMailQuotaStore(_file);

    private protected override IMailQuotaStore Store { get; }

    public void Dispose() => _file.Dispose();
}

/// <summary>The same tests as for SQLite, against a real Azurite.</summary>
public sealed class BlobMailQuotaStoreTests : MailQuotaContract, IClassFixture<AzuriteServer>
{
    public BlobMailQuotaStoreTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        Store = new BlobMailQuotaStore(azurite.NewContainer());
    }

    private protected override IMailQuotaStore Store { get; }
}
