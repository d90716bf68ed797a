using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Storage.Blob;
using CoachingWorkflow.Functions.Tests.Storage;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Functions.Tests.Confirmations;

/// <summary>What every list of confirmed addresses must do.</summary>
public abstract class ConfirmedAddressesContract
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract IConfirmedAddresses Addresses { get; }

    [Fact]
    public async Task A_key_is_remembered_and_adding_it_again_is_harmless()
    {
        Assert.False(await Addresses.HasAsync("0a1b", Cancellation));

        await Addresses.AddAsync("0a1b", Cancellation);
        await Addresses.AddAsync("0a1b", Cancellation);

        Assert.True(await Addresses.HasAsync("0a1b", Cancellation));
        Assert.False(await Addresses.HasAsync("0a1c", Cancellation));
    }
}

public sealed class SqliteConfirmedAddressesTests : ConfirmedAddressesContract, IDisposable
{
    private readonly SqliteFile _file = new(SqliteFile.InMemory);

    public SqliteConfirmedAddressesTests() => Addresses = new SqliteConfirmedAddresses(_file);

    private protected override IConfirmedAddresses Addresses { get; }

    public void Dispose() => _file.Dispose();
}

/// <summary>The same tests as for SQLite, against a real Azurite.</summary>
public sealed class BlobConfirmedAddressesTests : ConfirmedAddressesContract, IClassFixture<AzuriteServer>
{
    public BlobConfirmedAddressesTests(AzuriteServer azurite)
    {
        ArgumentNullException.ThrowIfNull(azurite);
        AzuriteServer.Require();
        Addresses = new BlobConfirmedAddresses(azurite.NewContainer());
    }

    private protected override IConfirmedAddresses Addresses { get; }
}
