namespace CoachingWorkflow.Domain;

/// <summary>
/// A one-time code that opens a confidential page on a device. The six digits are derived from these numbers and a key that is
/// not in the journal, so a retried mail carries the same code and nobody can read it here.
/// </summary>
/// <param name="Number">Counts the person's codes, from 1.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Misses">How often a wrong code was entered since.</param>
/// <param name="IsUsed">Whether it has opened the page.</param>
internal sealed record AccessCode(int Number, DateTimeOffset At, int Misses = 0, bool IsUsed = false)
{
    /// <summary>Whether it can still be entered.</summary>
    /// <param name="policy">How long and how often.</param>
    public bool IsOpen(Policy policy, DateTimeOffset now)
    {
        return !IsUsed && Misses < policy.AccessCodeMisses && now < At.AddMinutes(policy.AccessCodeMinutes);
    }
}

/// <summary>Coach, leader or sponsor asks for a code, to the registered address.</summary>
/// <param name="Link">The link that was opened.</param>
internal sealed record RequestAccessCode(string Link) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Requests;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (AccessCodes.Check(engagement, Link, now, out var person) is { } refusal)
            return refusal;
        if (person.Code?.At.AddMinutes(engagement.Policy.AccessCodeEveryMinutes) > now)
            return new AccessCodeTooSoon(engagement.Policy.AccessCodeEveryMinutes);
        if (person.CodesAsked?.LimitReached(engagement.Policy, engagement.Policy.AccessCodesADay, now) is var (most, days))
            return new TooManyAccessCodes(most, days);
        return new AccessCodeRequested(person.Id);
    }
}

/// <summary>A code is entered.</summary>
/// <param name="Link">The link that was opened.</param>
/// <param name="IsRight">Whether it is the code that was mailed to the person last, as the person is at the moment of recording.</param>
internal sealed record EnterAccessCode(string Link, Func<Person, bool> IsRight) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (AccessCodes.Check(engagement, Link, now, out var person) is { } refusal)
            return refusal;
        if (person.Code?.IsOpen(engagement.Policy, now) != true)
            return new AccessCodeClosed();
        return IsRight(person) ? new AccessGranted(person.Id) : new AccessCodeMissed(person.Id);
    }
}

/// <summary>A code was asked for and is mailed.</summary>
/// <param name="Person">Who asked.</param>
internal sealed record AccessCodeRequested(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(Person, person => person with
        {
            Code = new AccessCode((person.Code?.Number ?? 0) + 1, at),
            CodesAsked = Asked.Again(person.CodesAsked, at),
        });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        [new Notice(after.Cycle.Key("code"), MailKind.AccessCode, Person, Occasion: after.Find(Person)!.Code!.Number)];
}

/// <summary>A wrong code was entered.</summary>
/// <param name="Person">Whose code it should have been.</param>
internal sealed record AccessCodeMissed(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(Person, person => person with { Code = person.Code! with { Misses = person.Code.Misses + 1 } });
}

/// <summary>The right code was entered: the device may open the person's page.</summary>
/// <param name="Person">Whose code it was.</param>
internal sealed record AccessGranted(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(
            Person, person => person with { Code = person.Code! with { IsUsed = true }, IsReached = true, CodesAsked = null });
}

internal static class AccessCodes
{
    public static MailRule<AccessCode> Mail { get; } = new(MailKind.AccessCode, MailUrgency.Awaited)
    {
        CarriesLink = false,
        SubjectOf = (engagement, mail) => engagement.Find(mail.Recipient)?.Code,
        StillMatters = (_, mail, code) => !code.IsUsed && code.Number == mail.Occasion,
    };

    public static Refusal? Check(Engagement engagement, string linkId, DateTimeOffset now, out Person person)
    {
        person = null!;
        if (Links.Find(engagement, linkId) is not { } link || !Links.IsPage(link.Purpose))
            return new NoSuch("link");
        if (Links.StatusOf(engagement, link, now) is var status and not LinkStatus.Open)
            return new LinkNotOpen(status);
        person = engagement.Find(link.Recipient)!;
        return null;
    }
}
