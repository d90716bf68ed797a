namespace CoachingWorkflow.Views;

/// <summary>What mails are made of.</summary>
/// <param name="Engagement">The engagement that the mail tells of.</param>
/// <param name="Mail">The decision to send it.</param>
/// <param name="DecidedAt">When that was: every attempt tells the same.</param>
/// <param name="Documents">The documents that <see cref="MailContents.DocumentsNeeded"/> names.</param>
/// <param name="Firm">The firm's name and address.</param>
/// <param name="Href">Where the mail's link leads, if it has one.</param>
/// <param name="Code">The digits of the code that the mail carries, if it carries one.</param>
internal sealed record MailSources(
    Engagement Engagement,
    MailDecided Mail,
    DateTimeOffset DecidedAt,
    IReadOnlyDictionary<string, Document> Documents,
    PersonDetails Firm,
    string? Href,
    string? Code = null)
{
    public Cycle Cycle => MailRule.CycleOf(Engagement, Mail);

    public Person? Recipient => MailContents.RecipientOf(Engagement, Mail);

    public MailFrame Frame => new(
        OneLine.Of(Firm.Name), Engagement.Id, NameOf(Engagement.Leader), NameOf(Engagement.Coach), To.Name, To.Email,
        Recipient?.Role, Recipient?.Relationship, TimeZone, LinkOf(Mail.Link));

    public string NameOf(Person person) => Documents.NameOf(person);

    public DateOnly DayOf(DateTimeOffset at) => Zones.DayOf(at, TimeZone);

    private string TimeZone => Recipient?.TimeZone ?? Engagement.FirmTimeZone;

    private PersonDetails To => Recipient is { } recipient
        ? new PersonDetails(NameOf(recipient), Documents.Get<PersonDetails>(MailContents.AddressOf(Engagement, Mail)!).Email)
        : Firm with { Name = OneLine.Of(Firm.Name) };

    private LinkInMail? LinkOf(Link? link) => link is null
        ? null
        : new LinkInMail(link.Purpose, Href!, Links.ExpiryOf(Engagement, link) is { } expiry ? DayOf(expiry) : null);
}
