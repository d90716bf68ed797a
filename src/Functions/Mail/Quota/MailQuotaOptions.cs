namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>
/// How many mails the mail service takes, section <c>Mail:Quota</c>. Unset, Communication Services has its defaults for a domain of
/// one's own (30 a minute, 100 an hour), and other ways of mail have none.
/// </summary>
internal sealed class MailQuotaOptions
{
    private const int Most = 1_000_000;
    private const int AcsPerMinute = 30;
    private const int AcsPerHour = 100;

    /// <summary>Mails in any minute.</summary>
    public int? PerMinute { get; set; }

    /// <summary>Mails in any hour.</summary>
    public int? PerHour { get; set; }

    /// <summary>The quotas that apply.</summary>
    /// <param name="kind">How mail leaves, one of <see cref="MailKinds"/>.</param>
    internal IReadOnlyList<MailRate> Rates(string kind)
    {
        var isAcs = kind == MailKinds.Acs;
        int? perMinute = PerMinute ?? (isAcs ? AcsPerMinute : null), perHour = PerHour ?? (isAcs ? AcsPerHour : null);
        return
        [
            .. perMinute is { } minute ? [new MailRate(minute, TimeSpan.FromMinutes(1))] : Array.Empty<MailRate>(),
            .. perHour is { } hour ? [new MailRate(hour, TimeSpan.FromHours(1))] : Array.Empty<MailRate>(),
        ];
    }

    internal IEnumerable<string> Mistakes()
    {
        if (PerMinute is < 1 or > Most)
            yield return "Mail:Quota:PerMinute must be 1 to 1000000; leave it out for none.";
        if (PerHour is < 1 or > Most)
            yield return "Mail:Quota:PerHour must be 1 to 1000000; leave it out for none.";
    }
}

/// <summary>A quota: so many mails in any stretch of time of this length.</summary>
/// <param name="Limit">How many.</param>
/// <param name="Window">How long.</param>
internal readonly record struct MailRate(int Limit, TimeSpan Window);
