namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>What an engagement has to do and to wait for, as the journal says: ids, dates and numbers only.</summary>
/// <param name="Step">The step it is in.</param>
/// <param name="Cycle">The cycle it is in.</param>
/// <param name="Mails">Ids of the mails to send now; few enough for a small history.</param>
/// <param name="WakeAt">When to look again at the latest (UTC); null when the engagement is over and all is mailed.</param>
/// <param name="Digests">Ids of the digests to which mails are handed over now; null for none, as in histories of earlier releases.</param>
internal sealed record EngagementAgenda(
    Step Step, int Cycle, IReadOnlyList<string> Mails, DateTime? WakeAt, IReadOnlyList<string>? Digests = null)
{
    /// <summary>What Durable's status shows.</summary>
    public EngagementProgress Status => new(Cycle, (int)Step, WakeAt);
}

/// <summary>The orchestration's custom status.</summary>
/// <param name="Cycle">The cycle it is in.</param>
/// <param name="Step">The step's number.</param>
/// <param name="NextLook">When it looks again at the latest (UTC).</param>
internal sealed record EngagementProgress(int Cycle, int Step, DateTime? NextLook);

/// <summary>Input of the activity that hands mails over to digests.</summary>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Digests">The digests' ids.</param>
internal sealed record MailsToHandOver(string Engagement, IReadOnlyList<string> Digests);

/// <summary>Input of the activity that sends a mail.</summary>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Mail">The mail's id.</param>
internal sealed record MailToSend(string Engagement, string Mail);
