namespace CoachingWorkflow.Views;

/// <summary>To a former address: another has taken its place.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Decider">The name of who decides on it.</param>
public sealed record AddressChangedMail(MailFrame Frame, string Decider) : MailContent(Frame)
{
    internal static AddressChangedMail Of(MailSources sources) =>
        new(sources.Frame, sources.NameOf(AddressRules.DeciderOn(sources.Engagement, sources.Recipient!)));
}

/// <summary>To who decides on it: somebody's address was changed.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Name">Whose.</param>
/// <param name="PersonRole">What they are to the engagement.</param>
/// <param name="IsConfirmed">Whether there is nothing left to decide.</param>
public sealed record AddressToConfirmMail(MailFrame Frame, string Name, Role PersonRole, bool IsConfirmed) : MailContent(Frame)
{
    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [AddressMails.ToConfirm.Subject(engagement, mail).Details];

    internal static AddressToConfirmMail Of(MailSources sources)
    {
        var person = AddressMails.ToConfirm.Subject(sources.Engagement, sources.Mail);
        return new AddressToConfirmMail(sources.Frame, sources.NameOf(person), person.Role, person.IsConfirmed);
    }
}

/// <summary>To a new address: what is behind the link, and what it takes; or that it is confirmed.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="IsConfirmed">Whether it is.</param>
/// <param name="IsFormerAsked">Whether the recipient can confirm it from the former address.</param>
/// <param name="Decider">The name of who else can.</param>
public sealed record NewAddressMail(MailFrame Frame, bool IsConfirmed, bool IsFormerAsked, string Decider) : MailContent(Frame)
{
    internal static NewAddressMail Of(MailSources sources)
    {
        var person = sources.Recipient!;
        return new NewAddressMail(
            sources.Frame, person.IsConfirmed, person.Former is { IsAsked: true },
            sources.NameOf(AddressRules.DeciderOn(sources.Engagement, person)));
    }
}

/// <summary>To the firm, and to who decides on it: a new address is said not to be the person's.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Name">Whose it is said not to be.</param>
/// <param name="PersonRole">What they are to the engagement.</param>
/// <param name="Decider">The name of who decides on it.</param>
/// <param name="IsRefused">Whether the decider says so; else whoever reads mail at the former address.</param>
/// <param name="ObjectionDays">Days until the address can be confirmed in spite of an objection.</param>
public sealed record AddressDisputedMail(
    MailFrame Frame, string Name, Role PersonRole, string Decider, bool IsRefused, int ObjectionDays) : MailContent(Frame)
{
    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [AddressMails.Disputed.Subject(engagement, mail).Person.Details];

    internal static AddressDisputedMail Of(MailSources sources)
    {
        var (person, isRefused) = AddressMails.Disputed.Subject(sources.Engagement, sources.Mail);
        return new AddressDisputedMail(
            sources.Frame, sources.NameOf(person), person.Role,
            sources.NameOf(AddressRules.DeciderOn(sources.Engagement, person)), isRefused,
            sources.Engagement.Policy.AddressObjectionDays);
    }
}

/// <summary>To the firm: somebody's mail came back. To the coach: a rater's did.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Name">Whose.</param>
/// <param name="PersonRole">What they are to the engagement.</param>
/// <param name="PersonRelationship">What a rater is to the leader.</param>
public sealed record MailBouncedMail(MailFrame Frame, string Name, Role PersonRole, Relationship? PersonRelationship) : MailContent(Frame)
{
    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [Bounces.Mail.Subject(engagement, mail).Details];

    internal static MailBouncedMail Of(MailSources sources)
    {
        var person = Bounces.Mail.Subject(sources.Engagement, sources.Mail);
        return new MailBouncedMail(sources.Frame, sources.NameOf(person), person.Role, person.Relationship);
    }
}
