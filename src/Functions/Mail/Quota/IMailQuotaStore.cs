using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>
/// Keeps the places of mails, one list for all instances of the application. Any member may throw
/// <see cref="StorageUnavailableException"/>.
/// </summary>
internal interface IMailQuotaStore
{
    /// <summary>The list as it is; empty at first.</summary>
    Task<QuotaBookings> ReadAsync(CancellationToken cancellation);

    /// <summary>Replaces the list, unless somebody else has since it was read.</summary>
    /// <param name="bookings">The new list.</param>
    /// <param name="version">The version that was read.</param>
    /// <returns>False when somebody else was faster: read again.</returns>
    Task<bool> WriteAsync(IReadOnlyList<QuotaBooking> bookings, string? version, CancellationToken cancellation);
}

/// <summary>The places of mails, as they were read.</summary>
/// <param name="Items">The places.</param>
/// <param name="Version">Which version of the list it is; null when there is none yet.</param>
internal sealed record QuotaBookings(IReadOnlyList<QuotaBooking> Items, string? Version);
