namespace CoachingWorkflow.Domain;

/// <summary>Does something through a link, if the link is open at the very moment of recording.</summary>
/// <param name="Link">The link's id.</param>
/// <param name="Command">What is done; its facts and the use of the link are one append.</param>
public sealed record UseLink(string Link, Command Command) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (Links.Find(engagement, Link) is not { } link)
            return new NoSuch("link");
        return Links.StatusOf(engagement, link, now) is var status and not LinkStatus.Open
            ? new LinkNotOpen(status)
            : Command.Decide(engagement, now);
    }
}
