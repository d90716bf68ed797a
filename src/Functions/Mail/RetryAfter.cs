using System.Globalization;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>How long a mail service asks to wait (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    /// <summary>Reads the header: seconds, or a date.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="now">The present.</param>
    /// <returns>How long to wait; null when it says nothing that can be understood.</returns>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        return at > now ? at - now : TimeSpan.Zero;
    }
}
