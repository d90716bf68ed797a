namespace CoachingWorkflow.Domain;

/// <summary>
/// How many facts a journal may have, and for whom its last room is kept: what can be repeated most easily stops first, and what ends an
/// engagement is always possible.
/// </summary>
internal static class JournalRoom
{
    /// <summary>Up to here codes and fresh links are mailed: whoever holds a link can ask for them.</summary>
    public const int Requests = 3_000;

    /// <summary>Up to here people are reminded and the firm is told of what is overdue.</summary>
    public const int Reminders = 3_500;

    /// <summary>Up to here commands are taken.</summary>
    public const int Commands = 4_000;

    /// <summary>
    /// Up to here people's addresses can be corrected. Journals of up to 4,999 facts, as the first release filled them, have room again.
    /// </summary>
    public const int Corrections = 5_250;

    /// <summary>Up to here mails are decided, and tried again.</summary>
    public const int Mails = 5_500;

    /// <summary>The end: cancelling, what time brings, and what became of mails have the rest to themselves.</summary>
    public const int All = 5_999;
}
