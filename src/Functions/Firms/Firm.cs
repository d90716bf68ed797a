namespace CoachingWorkflow.Functions.Firms;

/// <summary>A coaching firm that runs its engagements here, as configured under <c>Firms:{n}</c>.</summary>
internal sealed record Firm
{
    /// <summary>Stable id; engagements belong to it.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name in which mails are sent.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where escalations go, and where replies go.</summary>
    public string Email { get; init; } = "";

    /// <summary>IANA time zone in which the firm is told of escalations.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>How many engagements it may start in an hour.</summary>
    public int StartsPerHour { get; init; } = 300;

    /// <summary>SHA-256 of the firm's key, in hex.</summary>
    public string KeySha256 { get; init; } = "";
}
