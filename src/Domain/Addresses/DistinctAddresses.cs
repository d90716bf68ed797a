using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>
/// Who may share an address: leader and coach are nobody else, a sponsor may be a rater, and nobody is asked or told in confidence at the
/// firm's own.
/// </summary>
internal static class DistinctAddresses
{
    public const string NotTheFirms = "must not be the firm's own address";

    public static bool MustDiffer(Role one, Role other) => (one, other) is not ((Role.Sponsor, Role.Rater) or (Role.Rater, Role.Sponsor));

    /// <summary>Whether mail for both comes to one mailbox: what follows a plus sign only sorts it there.</summary>
    public static bool ShareMailbox(string? one, string? other) => AreSame(Mailbox(one), Mailbox(other));

    /// <summary>Compares as people do: without regard to case.</summary>
    public static bool AreSame(string? one, string? other) =>
        one is { Length: > 0 } && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? Mailbox(string? address) =>
        address?.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus
        && address.IndexOf('@', StringComparison.Ordinal) is var at && plus < at
            ? address.Remove(plus, at - plus)
            : address;
}

/// <summary>Addresses that somebody else has already.</summary>
internal sealed record AddressesTaken(ImmutableArray<Mistake> Taken) : BadValue("address-taken", Taken[0].Member, Taken[0].Text)
{
    public override ImmutableArray<Mistake> Mistakes => Taken;

    public static AddressesTaken? Among(IEnumerable<Mistake> taken) =>
        taken.ToImmutableArray() is { IsEmpty: false } mistakes ? new(mistakes) : null;
}
