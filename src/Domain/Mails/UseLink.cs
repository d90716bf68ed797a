namespace CoachingWorkflow.Domain;

/// <summary>Does something through a link, if the link is open at the very moment of recording.</summary>
/// <param name="Link">The link's id.</param>
/// <param name="Command">What is done; its facts and the use of the link are one append.</param>
internal sealed record UseLink(string Link, Command Command) : Command
{
    /// <inheritdoc/>
    public override int Room => Command.Room;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => Command.DocumentsNeeded(engagement);

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (Links.Find(engagement, Link) is not { } link)
            return new NoSuch("link");
        if (!IsFor(link))
            throw new InvalidOperationException($"Link {Link} was mailed for something else than {Command.GetType().Name}.");

        if (Links.StatusOf(engagement, link, now) is var status and not LinkStatus.Open)
            return new LinkNotOpen(status);
        if (Command is not AnswerOnAddress && Links.RecipientOf(engagement, link) is { IsDisputed: true })
            return new AddressNotConfirmed();
        return Command.Decide(engagement, documents, now);
    }

    private bool IsFor(Link link) => Command switch
    {
        RespondAsRater { Link: not null } respond =>
            link.Purpose == LinkPurpose.Respond && respond.Rater == link.Recipient && respond.Link == link.Id,
        DecideOnDesign decide => link.Purpose == LinkPurpose.Decide && decide.Person == link.Recipient && decide.Link == link.Id,
        AnswerOnAddress answer => link.Purpose == LinkPurpose.Address && answer.Person == link.Recipient && answer.Link == link.Id,
        DecideOnAddress decide => link.Purpose is LinkPurpose.Workspace or LinkPurpose.Program && decide.By == link.Recipient,
        _ => link.Purpose == LinkPurpose.Workspace,
    };
}
