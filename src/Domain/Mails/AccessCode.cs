namespace CoachingWorkflow.Domain;

/// <summary>
/// One-time codes open people's pages on a device. They are kept for each address at a firm, in no journal; the facts here are those that
/// earlier releases wrote.
/// </summary>
internal static class AccessCodes
{
    /// <summary>Codes are mailed by whoever is asked for one. Of those that a journal still awaits, none could be entered.</summary>
    public static MailRule<Person> Mail { get; } = new(MailKind.AccessCode, MailUrgency.Awaited)
    {
        CarriesLink = false,
        SubjectOf = (_, _) => null,
    };
}

/// <summary>A code was asked for.</summary>
/// <param name="Person">Who asked.</param>
internal sealed record AccessCodeRequested(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement;
}

/// <summary>A wrong code was entered.</summary>
/// <param name="Person">Whose code it should have been.</param>
internal sealed record AccessCodeMissed(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement;
}

/// <summary>The right code was entered.</summary>
/// <param name="Person">Whose code it was.</param>
internal sealed record AccessGranted(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(Person, person => person with { IsReached = true });
}
