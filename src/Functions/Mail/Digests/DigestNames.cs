using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Firms;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>Names the digests of people and of firms.</summary>
internal sealed class DigestNames(AddressKeys addresses, FirmDirectory firms)
{
    /// <summary>How digests are named. A firm that is no longer configured has digests of its own, which wait for it.</summary>
    public Task<DigestNaming> ReadAsync(CancellationToken cancellation) =>
        addresses.NamingAsync(firm => firms.Find(firm)?.Email ?? "", cancellation);
}
