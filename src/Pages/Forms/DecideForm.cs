namespace CoachingWorkflow.Pages;

/// <summary>The fields of <see cref="DecidePage"/>'s form.</summary>
public static class DecideForm
{
    /// <summary>The choice: <see cref="Commit"/> or <see cref="Revise"/>.</summary>
    public const string Decision = "decision";

    /// <summary>Commits to the revision.</summary>
    public const string Commit = "commit";

    /// <summary>Asks for changes.</summary>
    public const string Revise = "revise";

    /// <summary>"on" when the box "I have read revision N" is checked.</summary>
    public const string Read = "read";

    /// <summary>The typed name.</summary>
    public const string Name = "name";

    /// <summary>A comment; needed when asking for changes.</summary>
    public const string Comment = "comment";

    /// <summary>The number of the revision that was shown.</summary>
    public const string Revision = "revision";

    /// <summary>The content hash of the design that was shown.</summary>
    public const string Hash = "hash";
}
