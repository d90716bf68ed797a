using System.Collections.Immutable;
using System.Globalization;
using CoachingWorkflow.Functions.Links;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What every letter knows: who writes to whom about which engagement. Names are on one line each.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Mail">The decision to send it.</param>
/// <param name="DecidedAt">When that was.</param>
/// <param name="Documents">Names, addresses, a meeting's place.</param>
/// <param name="Firm">The firm.</param>
/// <param name="Recipient">To whom; null for the firm.</param>
/// <param name="To">The recipient's name and address.</param>
/// <param name="Href">Where the mail's link leads, if it has one.</param>
/// <param name="Code">The digits of an access code, for the mail that carries one.</param>
internal sealed record MailContext(
    Engagement Engagement,
    MailDecided Mail,
    DateTimeOffset DecidedAt,
    IReadOnlyDictionary<string, Document> Documents,
    FirmContact Firm,
    Person? Recipient,
    PersonDetails To,
    string? Href,
    string? Code)
{
    /// <summary>The cycle that the mail is about.</summary>
    public Cycle Cycle => CycleOf(Engagement, Mail);

    /// <summary>The leader's name.</summary>
    public string Leader => Documents.NameOf(Engagement.Leader);

    /// <summary>The coach's name.</summary>
    public string Coach => Documents.NameOf(Engagement.Coach);

    /// <summary>The recipient's IANA time zone.</summary>
    public string Zone => Recipient?.TimeZone ?? Engagement.FirmTimeZone;

    /// <summary>Whether the recipient is the leader, who is addressed as "you".</summary>
    public bool IsLeader => Recipient?.Role == Role.Leader;

    /// <summary>"you" to the leader, the leader's name to all others.</summary>
    public string LeaderOrYou => IsLeader ? "you" : Leader;

    /// <summary>"your coaching program" to the leader, "the coaching program of …" to all others.</summary>
    public string TheProgram => IsLeader ? "your coaching program" : $"the coaching program of {Leader}";

    /// <summary>
    /// The cycle that a mail is about. What is told of a cycle begins with its number: a notice that is decided on only after
    /// a renewal still tells of the cycle before.
    /// </summary>
    public static Cycle CycleOf(Engagement engagement, MailDecided mail) =>
        int.TryParse(mail.About.Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= engagement.Cycles.Count
            ? engagement.Cycles[number - 1]
            : engagement.Cycles[mail.Cycle - 1];

    /// <summary>
    /// Refers to the details with the address that a mail goes to: the recipient's, or the one before; null for the firm.
    /// </summary>
    public static DocumentRef? AddressOf(Engagement engagement, MailDecided mail)
    {
        var recipient = engagement.FindIn(CycleOf(engagement, mail).Number, mail.Recipient);
        return mail.MailKind == MailKind.AddressChanged ? recipient?.Former?.Details : recipient?.Details;
    }

    /// <summary>Gathers what letters know.</summary>
    /// <exception cref="DocumentErasedException">The recipient's details were erased.</exception>
    public static MailContext Of(
        Engagement engagement,
        MailDecided mail,
        DateTimeOffset decidedAt,
        IReadOnlyDictionary<string, Document> documents,
        FirmContact firm,
        Func<Link, string> href,
        Func<Person, string> code)
    {
        var recipient = mail.Recipient == Actor.Firm ? null : engagement.FindIn(CycleOf(engagement, mail).Number, mail.Recipient)
            ?? throw new InvalidOperationException($"Mail {mail.Mail} is for nobody who takes part.");
        var named = firm with { Name = OneLine.Of(firm.Name) };
        var to = recipient is null
            ? new PersonDetails(named.Name, firm.Email)
            : new PersonDetails(documents.NameOf(recipient), documents.Get<PersonDetails>(AddressOf(engagement, mail)!).Email);
        return new MailContext(engagement, mail, decidedAt, documents, named, recipient, to, mail.Link is { } link ? href(link) : null,
            mail.MailKind == MailKind.AccessCode ? code(recipient!) : null);
    }

    /// <summary>Puts a letter's words between greeting and reason.</summary>
    /// <param name="subject">One line.</param>
    /// <param name="paragraphs">What there is to say.</param>
    /// <param name="action">What following the mail's link does; null for a link to the recipient's own page.</param>
    public MailView Letter(string subject, ImmutableArray<string> paragraphs, string? action = null)
    {
        if (Href is null)
            return new MailView(Firm.Name, subject, Greeting, paragraphs, Action: null, [], Why);

        var link = Mail.Link!;
        return new MailView(
            Firm.Name, subject, Greeting, paragraphs,
            new MailAction(LinkTokens.RelOf(link.Purpose), action ?? OpenPage(link.Purpose), Href),
            [$"The link is for you alone and works until {Words.Of(Zones.DayOf(link.ExpiresAt, Zone))}. Please do not pass this mail on."],
            Why);
    }

    private static string OpenPage(LinkPurpose page) => page switch
    {
        LinkPurpose.Workspace => "Open my workspace",
        LinkPurpose.Program => "Open my program",
        LinkPurpose.Progress => "See where the program stands",
        _ => throw new ArgumentOutOfRangeException(nameof(page), page, message: null),
    };

    private string Greeting => $"Dear {To.Name},";

    private string Why => Recipient switch
    {
        null => $"You get this mail because {Firm.Name} runs the coaching engagement of {Leader} (engagement {Engagement.Id}).",
        { Role: Role.Rater } =>
            $"You get this mail because {Coach}, who coaches {Leader} for {Firm.Name}, has asked for your view of {Leader}. Questions? "
                + $"Reply to this mail.",
        { Role: Role.Leader } =>
            $"You get this mail because you are being coached by {Coach} of {Firm.Name}. Questions? Reply to this mail.",
        { Role: Role.Coach } => $"You get this mail because you coach {Leader} for {Firm.Name}. Questions? Reply to this mail.",
        _ => $"You get this mail because you sponsor the coaching of {Leader} by {Firm.Name}. Questions? Reply to this mail.",
    };
}
