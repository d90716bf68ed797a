namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>
/// Shares a quota among the firms that have mails in it. A firm that is alone may use all of it, and may have taken places for hours to
/// come; to another firm only those count that are within an equal share of each window. What is displaced so takes another place when its
/// own has come. What has gone counts for everybody.
/// </summary>
/// <param name="rates">The quotas.</param>
/// <param name="bookings">The places of all other mails, in their order.</param>
/// <param name="firm">Whose mail is to have a place.</param>
internal sealed class FairShares(
    IReadOnlyList<MailRate> rates, IReadOnlyList<QuotaBooking> bookings, string firm, DateTimeOffset now)
{
    private readonly int _firms = bookings.Select(booking => booking.Firm).Append(firm).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The places that count for a mail of the firm, in their order.</summary>
    public DateTimeOffset[] Taken()
    {
        if (_firms == 1)
            return [.. bookings.Select(booking => booking.At)];

        var taken = new List<DateTimeOffset>();
        foreach (var own in bookings.GroupBy(booking => booking.Firm, StringComparer.Ordinal))
        {
            var kept = new List<DateTimeOffset>();
            foreach (var at in own.Select(booking => booking.At))
            {
                if (at <= now || own.Key == firm || IsWithinShare(kept, at))
                    kept.Add(at);
            }

            taken.AddRange(kept);
        }

        taken.Sort();
        return [.. taken];
    }

    /// <summary>
    /// How urgent a mail counts. One of a firm that has less than its share goes before what is one step more urgent, of whoever has more;
    /// what people wait for before a page keeps its room.
    /// </summary>
    public MailUrgency Raised(MailUrgency urgency)
    {
        if (_firms == 1 || urgency <= MailUrgency.Decision)
            return urgency;
        var own = bookings.Where(booking => booking.Firm == firm).Select(booking => booking.At).ToList();
        return rates.All(rate => own.Count(at => at > now - rate.Window) < Share(rate)) ? urgency - 1 : urgency;
    }

    private bool IsWithinShare(List<DateTimeOffset> kept, DateTimeOffset at) =>
        rates.All(rate => kept.Count(other => other > at - rate.Window) < Share(rate));

    private int Share(MailRate rate) => Math.Max(1, rate.Limit / _firms);
}
