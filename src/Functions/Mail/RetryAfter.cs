using System.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>How long a mail service asks to wait (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    // Quotas are counted by the hour at most; whatever asks for more may be mistaken.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Reads the header: whole seconds, or a date.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>How long to wait, at most an hour; null when it says nothing that can be understood.</returns>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        if (!RetryConditionHeaderValue.TryParse(value, out var header))
            return null;
        var wait = header.Delta ?? header.Date!.Value - now;
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Longest.Ticks));
    }
}
