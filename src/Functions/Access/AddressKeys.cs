using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Access;

/// <summary>
/// Names what is kept of an address at a firm, so that the name tells neither. The secret is of its own and lies where the records are: it
/// hides addresses from whoever sees names in listings and logs, and outlasts the keys of links.
/// </summary>
internal sealed class AddressKeys(IRecordStore store) : IDisposable
{
    private const string Record = "keys/addresses";

    private readonly SemaphoreSlim _reading = new(1);
    private byte[]? _secret;

    /// <summary>The key of an address.</summary>
    /// <param name="firm">The firm's id.</param>
    /// <param name="email">The address; upper and lower case are the same.</param>
    /// <returns>64 hex digits.</returns>
    public async Task<string> OfAsync(string firm, string email, CancellationToken cancellation) =>
        Convert.ToHexStringLower(Of(_secret ?? await ReadAsync(cancellation), firm, email));

    /// <summary>Names the digests of addresses (<see cref="DigestSlot"/>).</summary>
    /// <param name="firmEmail">A firm's own address, of the firm's id.</param>
    public async Task<DigestNaming> NamingAsync(Func<string, string> firmEmail, CancellationToken cancellation)
    {
        var secret = _secret ?? await ReadAsync(cancellation);
        return (firm, email, morning) => DigestId.Of(Of(secret, firm, email ?? firmEmail(firm)), morning);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private static byte[] Of(byte[] secret, string firm, string email) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{firm}\n{email.ToLowerInvariant()}"));

    private async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            if (await store.ReadAsync(Record, cancellation) is { } stored)
                return _secret = stored.Content.ToArray();

            // Whoever writes it first has made it, for all instances.
            var made = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
            return _secret = await store.WriteAsync(Record, made, version: null, cancellation)
                ? made
                : (await store.ReadAsync(Record, cancellation))!.Content.ToArray();
        }
        finally
        {
            _reading.Release();
        }
    }
}
