namespace CoachingWorkflow.Domain;

/// <summary>A new address that is said not to be the person's.</summary>
/// <param name="Person">Whose it is said not to be.</param>
/// <param name="IsRefused">Whether coach or leader say so; else whoever reads mail at the former address.</param>
internal sealed record DisputedAddress(Person Person, bool IsRefused);

/// <summary>What is told of a changed address: to the former one, to the new one, to who decides on it, and to the firm.</summary>
internal static class AddressMails
{
    public static MailRule Changed { get; } = new MailRule<Person>(MailKind.AddressChanged, MailUrgency.Decision)
    {
        GoesToFormerAddress = true,
        SubjectOf = (engagement, mail) => engagement.Find(mail.Recipient),
        StillMatters = (_, mail, person) => person.Former is { IsAsked: true } && person.AddressNumber == mail.Occasion,
    };

    public static MailRule<Person> ToConfirm { get; } = new(MailKind.AddressToConfirm, MailUrgency.Decision)
    {
        SubjectOf = (engagement, mail) => PersonOf(engagement, mail, Key),
        StillMatters = (_, mail, person) => person.AddressNumber == mail.Occasion,
    };

    public static MailRule New { get; } = new(MailKind.NewAddress, MailUrgency.Invitation);

    public static MailRule<DisputedAddress> Disputed { get; } = new(MailKind.AddressDisputed, MailUrgency.Decision)
    {
        SubjectOf = DisputedBy,
        StillMatters = (_, _, disputed) => disputed.Person.IsDisputed,
    };

    public static string Key(string person) => $"address/{person}";

    public static string ObjectedKey(string person) => $"objected/{person}";

    public static string RefusedKey(string person) => $"refused/{person}";

    private static DisputedAddress? DisputedBy(Engagement engagement, MailDecided mail) =>
        PersonOf(engagement, mail, RefusedKey) is { } refused ? new DisputedAddress(refused, IsRefused: true)
        : PersonOf(engagement, mail, ObjectedKey) is { } objected ? new DisputedAddress(objected, IsRefused: false)
        : null;

    private static Person? PersonOf(Engagement engagement, MailDecided mail, Func<string, string> key) =>
        engagement.EveryoneIn(mail.Cycle).FirstOrDefault(person => key(person.Id) == mail.About);
}
