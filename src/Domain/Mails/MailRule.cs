namespace CoachingWorkflow.Domain;

/// <summary>What holds for every mail of one kind. It stands beside what such mails are about; <see cref="MailRules"/> finds it.</summary>
/// <param name="kind">Why they are sent.</param>
/// <param name="urgency">Who goes first when the mail service takes no more for a while.</param>
/// <param name="timing">When they go.</param>
internal class MailRule(MailKind kind, MailUrgency urgency, MailTiming timing = MailTiming.AtOnce)
{
    public MailKind Kind { get; } = kind;

    public MailTiming Timing { get; } = timing;

    /// <summary>Whether they go together with others to the same address.</summary>
    public bool IsGathered => Timing == MailTiming.MorningDigest;

    public Func<MailDecided, MailUrgency> UrgencyOf { get; init; } = _ => urgency;

    /// <summary>Whether they go to the address that the recipient had before, with a link to answer on the new one.</summary>
    public bool GoesToFormerAddress { get; init; }

    /// <summary>Whether they carry a fresh link: to what they ask for, or else to the recipient's own page.</summary>
    public bool CarriesLink { get; init; } = true;

    /// <summary>Whether one that was decided is still to be sent: who has answered since is not reminded.</summary>
    /// <param name="engagement">The engagement as it is now.</param>
    /// <param name="mail">The decision.</param>
    public virtual bool IsStillOwed(Engagement engagement, MailDecided mail) => true;

    /// <summary>
    /// The cycle that a mail tells of, which may be over by the time it is decided: what is told of a cycle has a key of that cycle.
    /// </summary>
    /// <param name="mail">The decision.</param>
    public static Cycle CycleOf(Engagement engagement, MailDecided mail) =>
        engagement.Cycles.Find(cycle => mail.About.StartsWith(cycle.Key(string.Empty), StringComparison.Ordinal))
        ?? engagement.Cycles[mail.Cycle - 1];
}

/// <summary>
/// The rule of mails about something of the engagement. What a mail is about is looked up by its key, never read out of the key.
/// </summary>
/// <typeparam name="TSubject">What they are about.</typeparam>
/// <param name="kind">Why they are sent.</param>
/// <param name="urgency">Who goes first when the mail service takes no more for a while.</param>
/// <param name="timing">When they go.</param>
internal sealed class MailRule<TSubject>(MailKind kind, MailUrgency urgency, MailTiming timing = MailTiming.AtOnce)
    : MailRule(kind, urgency, timing)
    where TSubject : class
{
    /// <summary>What a mail is about; null when there is no such thing any more, and the mail is no longer owed.</summary>
    public required Func<Engagement, MailDecided, TSubject?> SubjectOf { get; init; }

    /// <summary>Whether a mail is still owed while its subject is there.</summary>
    public Func<Engagement, MailDecided, TSubject, bool> StillMatters { get; init; } = (_, _, _) => true;

    /// <inheritdoc/>
    public override bool IsStillOwed(Engagement engagement, MailDecided mail) =>
        SubjectOf(engagement, mail) is { } subject && StillMatters(engagement, mail, subject);

    /// <summary>What a mail that is still owed is about.</summary>
    /// <param name="mail">The decision.</param>
    /// <exception cref="InvalidOperationException">There is no such thing: the mail is no longer owed.</exception>
    public TSubject Subject(Engagement engagement, MailDecided mail) =>
        SubjectOf(engagement, mail) ?? throw new InvalidOperationException($"Mail {mail.Mail} is no longer owed.");
}
