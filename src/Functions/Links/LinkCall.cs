using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A link that somebody opened.</summary>
/// <param name="Engagement">Its engagement, brought up to date.</param>
/// <param name="Link">The link.</param>
internal sealed record OpenedLink(Engagement Engagement, Link Link)
{
    /// <summary>
    /// Whether its recipient's address counts as confirmed because another engagement has it so; the journal does not say so yet.
    /// </summary>
    public bool IsConfirmedElsewhere { get; init; }

    /// <summary>The name of whoever reads the page, once that is known.</summary>
    public string Reader { get; init; } = "";

    public Person? Recipient => Engagement.Find(Link.Recipient);
}

/// <summary>A form that was posted to a link.</summary>
/// <param name="Opened">The link.</param>
/// <param name="Request">The HTTP request.</param>
/// <param name="Inputs">The form.</param>
/// <param name="Client">Reaches orchestrations.</param>
/// <param name="Cancellation">The reader has gone.</param>
internal sealed record LinkPost(
    OpenedLink Opened, HttpRequest Request, IFormCollection Inputs, DurableTaskClient Client, CancellationToken Cancellation);
