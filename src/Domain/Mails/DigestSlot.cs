namespace CoachingWorkflow.Domain;

/// <summary>
/// The digest that a mail goes in: what one address at one firm is told on one working morning goes in one mail, across engagements.
/// </summary>
/// <param name="Id">Of firm, address and morning alone; it tells neither firm nor address.</param>
/// <param name="At">The working morning.</param>
internal sealed record DigestSlot(string Id, DateTimeOffset At)
{
    /// <summary>How long before its morning the mails of a digest are decided, so that all are there when it is written.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // A digest is done within hours. What is still pending later was lost with it, and is handed over again.
    private static readonly TimeSpan LostAfter = TimeSpan.FromDays(7);

    /// <summary>When an engagement that has handed over its mail has to look whether it went.</summary>
    public DateTimeOffset NextLook(DateTimeOffset now)
    {
        var lost = At + LostAfter;
        return lost > now ? lost : lost.AddDays(Math.Floor((now - lost).TotalDays) + 1);
    }
}

/// <summary>Names a digest.</summary>
/// <param name="firm">The firm's id.</param>
/// <param name="email">The address that it goes to; null for the firm's own.</param>
/// <param name="morning">When it goes.</param>
internal delegate string DigestNaming(string firm, string? email, DateTimeOffset morning);
