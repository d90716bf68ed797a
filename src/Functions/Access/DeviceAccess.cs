using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Access;

/// <summary>How a device stands to whoever's page is opened on it.</summary>
/// <param name="Address">The key of the person's address.</param>
/// <param name="Reader">The person's name.</param>
/// <param name="IsKnown">Whether a code of this address was entered here, not too long ago and not forgotten since.</param>
/// <param name="AskedCode">The number of the code that was asked for here and can still be entered; null when there is none.</param>
/// <param name="Proof">What shows that whoever is here reads the mailbox; null when nothing does.</param>
internal sealed record DeviceStanding(string Address, string Reader, bool IsKnown, int? AskedCode, string? Proof);

/// <summary>
/// Which devices are known to be somebody's: a code that was mailed to an address opens all pages of the firm that are for it, on the
/// device on which it was asked for.
/// </summary>
internal sealed class DeviceAccess(
    RecordRepository records, AddressKeys keys, SignedCookies cookies, AccessCodeDigits digits, IEngagementStore store, TimeProvider clock)
{
    private const string Device = "device";
    private const string Code = "code";

    // A device that was known once shows later that its owner has read the mailbox.
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(365);

    /// <summary>How the device stands that a request comes from.</summary>
    public async Task<DeviceStanding> LookAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        var (address, details) = await AddressOfAsync(opened.Engagement, opened.Recipient!, cancellation);
        var record = await records.ReadAsync(Key(address), RecordJson.Default.AccessRecord, cancellation) ?? AccessRecord.Empty;
        var device = cookies.Read(request, Device, address);
        var code = cookies.Read(request, Code, address);
        var (policy, now) = (opened.Engagement.Policy, clock.GetUtcNow());
        return new DeviceStanding(
            address,
            details.Name,
            device is { HasExpired: false } && device.Number == record.Generation,
            code is { HasExpired: false } && record.IsOpen(code.Number, policy, now) ? code.Number : null,
            Domain.Links.IsNewestAskedFor(opened.Engagement, opened.Link, now) ? $"link-{opened.Link.Id}"
                : device is not null ? $"device-{device.Mark}" : null);
    }

    /// <summary>Whether a code of the person's present address was ever entered, in whichever engagement of the firm.</summary>
    public async Task<bool> IsReachedAsync(Engagement engagement, Person person, CancellationToken cancellation)
    {
        var (address, _) = await AddressOfAsync(engagement, person, cancellation);
        return await records.ReadAsync(Key(address), RecordJson.Default.AccessRecord, cancellation) is { IsReached: true };
    }

    /// <summary>Another code is asked for.</summary>
    /// <returns>Its number, or why there is none.</returns>
    public async Task<(int Number, Refusal? Refusal)> AskAsync(DeviceStanding standing, Policy policy, CancellationToken cancellation)
    {
        Refusal? refusal = null;
        var now = clock.GetUtcNow();
        var after = await UpdateAsync(standing, record =>
        {
            (var asked, refusal) = record.Request(standing.Proof, policy, now);
            return asked;
        }, cancellation);
        return (after.LastCode, refusal);
    }

    /// <summary>The code could not be mailed.</summary>
    public Task WithdrawAsync(DeviceStanding standing, int number, CancellationToken cancellation) =>
        UpdateAsync(standing, record => record.Withdraw(number), cancellation);

    /// <summary>The code was mailed: this device may enter it.</summary>
    public void Expect(HttpResponse response, DeviceStanding standing, int number, Policy policy)
    {
        var life = TimeSpan.FromMinutes(policy.AccessCodeMinutes);
        cookies.Write(response, Code, standing.Address, number, life, kept: life);
    }

    /// <summary>A code is entered; the right one makes the device known.</summary>
    /// <returns>Whether it was right.</returns>
    public async Task<bool> EnterAsync(
        HttpResponse response, DeviceStanding standing, string typed, Policy policy, CancellationToken cancellation)
    {
        if (standing.AskedCode is not { } number)
            return false;

        var (isRight, isGranted, now) = (digits.AreRight(standing.Address, number, typed), false, clock.GetUtcNow());
        var after = await UpdateAsync(standing, record =>
        {
            (var entered, isGranted) = record.Enter(number, isRight, policy, now);
            return entered;
        }, cancellation);
        if (isGranted)
        {
            var life = TimeSpan.FromDays(policy.DeviceLife);
            cookies.Write(response, Device, standing.Address, after.Generation, life, life + KeptAfterwards);
        }

        return isGranted;
    }

    /// <summary>The device is no longer known.</summary>
    public void Forget(HttpResponse response, DeviceStanding standing) => cookies.Delete(response, Device, standing.Address);

    /// <summary>No device is known any more.</summary>
    public Task ForgetAllAsync(DeviceStanding standing, CancellationToken cancellation) =>
        UpdateAsync(standing, record => record.ForgetAllDevices(), cancellation);

    private Task<AccessRecord> UpdateAsync(
        DeviceStanding standing, Func<AccessRecord, AccessRecord> change, CancellationToken cancellation) => records.UpdateAsync(
        Key(standing.Address), RecordJson.Default.AccessRecord, record => change(record ?? AccessRecord.Empty), cancellation);

    private async Task<(string Address, PersonDetails Details)> AddressOfAsync(
        Engagement engagement, Person person, CancellationToken cancellation)
    {
        var documents = await store.ReadDocumentsAsync(engagement.Id, [person.Details], cancellation);
        var details = documents.Get<PersonDetails>(person.Details);
        return (await keys.OfAsync(engagement.FirmId, details.Email, cancellation), details);
    }

    private static string Key(string address) => "access/" + address;
}
