namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>A mail's place: when it went, or may go.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="At">When.</param>
/// <param name="Firm">The firm in whose name it goes; empty in lists of an earlier release.</param>
public sealed record QuotaBooking(string Mail, DateTimeOffset At, string Firm = "");

/// <summary>
/// Gives mails their places so that no window of time ever holds more than its quota. A tenth of the quota is kept free of each step of
/// urgency for all that is more urgent: a code goes at once however many invitations have places before it. Firms have equal shares
/// (<see cref="FairShares"/>).
/// </summary>
/// <param name="rates">The quotas.</param>
internal sealed class QuotaPlan(IReadOnlyList<MailRate> rates)
{
    private const int Shares = 10;

    /// <summary>The place of a mail, and all places afterwards.</summary>
    /// <param name="bookings">All places before.</param>
    /// <param name="mail">The mail's id; it keeps a place that it has and that has not come yet.</param>
    /// <param name="firm">The firm in whose name it goes.</param>
    /// <param name="urgency">How urgent it is.</param>
    public (DateTimeOffset At, IReadOnlyList<QuotaBooking> Bookings) Book(
        IReadOnlyList<QuotaBooking> bookings, string mail, string firm, MailUrgency urgency, DateTimeOffset now)
    {
        var own = bookings.FirstOrDefault(booking => booking.Mail == mail);
        if (own?.At > now)
            return (own.At, bookings);

        var memory = now - rates.Max(rate => rate.Window);
        var others = bookings.Where(booking => booking.Mail != mail && booking.At > memory).OrderBy(booking => booking.At).ToList();
        var shares = new FairShares(rates, others, firm, now);
        var taken = shares.Taken();

        // Whose place has come has waited its turn: it needs no room beside that for the more urgent.
        var at = own is not null && HasRoom(taken, now, MailUrgency.Awaited) ? now : Earliest(taken, now, shares.Raised(urgency));
        return (at, [.. others, new QuotaBooking(mail, at, firm)]);
    }

    // What keeps a place from being earlier is a full window that begins with a booking: so a place is now, or where such a window ends.
    private DateTimeOffset Earliest(DateTimeOffset[] taken, DateTimeOffset now, MailUrgency urgency) => taken
        .SelectMany(at => rates.Select(rate => at + rate.Window))
        .Where(at => at > now)
        .Append(now)
        .Order()
        .First(at => HasRoom(taken, at, urgency));

    private bool HasRoom(DateTimeOffset[] taken, DateTimeOffset at, MailUrgency urgency) =>
        rates.All(rate => Busiest(taken, at, rate.Window) < Math.Max(1, rate.Limit * (Shares - (int)urgency) / Shares));

    // The most mails in any window of this length that an instant lies in.
    private static int Busiest(DateTimeOffset[] taken, DateTimeOffset at, TimeSpan window)
    {
        var first = IndexAfter(taken, at - window);
        var (busiest, end) = (0, first);
        for (var start = first; start <= taken.Length; start++)
        {
            var from = start < taken.Length && taken[start] < at ? taken[start] : at;
            while (end < taken.Length && taken[end] < from + window)
                end++;
            busiest = Math.Max(busiest, end - start);
            if (from == at)
                break;
        }

        return busiest;
    }

    // How many places are at or before an instant.
    private static int IndexAfter(DateTimeOffset[] taken, DateTimeOffset instant)
    {
        var (low, high) = (0, taken.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = taken[middle] <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
