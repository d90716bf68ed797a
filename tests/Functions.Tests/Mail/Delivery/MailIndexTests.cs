using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Functions.Tests.Storage;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Mail.Delivery;

/// <summary>What every index of mails must do.</summary>
public abstract class MailIndexContract
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract IMailIndex Index { get; }

    [Fact]
    public async Task A_mail_is_found_until_it_is_forgotten_and_noting_it_again_is_harmless()
    {
        var (one, two, engagement) = (Sample.Id(1), Sample.Id(2), Sample.Id(3));
        Assert.Null(await Index.FindAsync(one, Cancellation));

        await Index.AddAsync(one, engagement, Cancellation);
        await Index.AddAsync(one, engagement, Cancellation);
        await Index.AddAsync(two, engagement, Cancellation);
        Assert.Equal(engagement, await Index.FindAsync(one, Cancellation));

        await Index.DeleteAsync([one, Sample.Id(9)], Cancellation);
        Assert.Null(await Index.FindAsync(one, Cancellation));
        Assert.Equal(engagement, await Index.FindAsync(two, Cancellation));
    }
}

public sealed class SqliteMailIndexTests : MailIndexContract, IDisposable
{
    private readonly SqliteFile _file = new(SqliteFile.InMemory);

    public SqliteMailIndexTests() => Index = new SqliteMailIndex(_file);

    private protected override IMailIndex Index { get; }

    public void Dispose() => _file.Dispose();
}

/// <summary>The same tests as for SQLite, against a real Azurite.</summary>
public sealed class BlobMailIndexTests : MailIndexContract, IClassFixture<AzuriteServer>
{
    public BlobMailIndexTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        Index = new BlobMailIndex(azurite.NewContainer());
    }

    private protected override IMailIndex Index { get; }
}
