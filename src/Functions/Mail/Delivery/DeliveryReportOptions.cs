namespace CoachingWorkflow.Functions.Mail.Delivery;

/// <summary>What Event Grid has to show with delivery reports, section <c>Mail:DeliveryReports</c>.</summary>
internal sealed class DeliveryReportOptions
{
    private const int ShortestKey = 32;
    private const int LongestKey = 512;

    // What the setting reads when Azure could not fetch the secret: long enough for a key, and known to everybody.
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    /// <summary>The secret that each delivery brings in its header; empty: no report is taken.</summary>
    public string Key { get; set; } = "";

    /// <summary>The id of the Communication Services resource whose reports are taken; empty: of any.</summary>
    public string Topic { get; set; } = "";

    internal bool AreOn => Key.Length > 0;

    internal IEnumerable<string> Mistakes()
    {
        if (AreOn && Key.Length is < ShortestKey or > LongestKey)
            yield return "Mail:DeliveryReports:Key must be 32 to 512 random characters; leave it out to take no reports.";
        if (Key.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase))
            yield return "Mail:DeliveryReports:Key refers to a secret that the app could not read; set the secret, and let the app's "
                + "identity read it.";
        if (!AreOn && Topic.Length > 0)
            yield return "Mail:DeliveryReports:Topic needs Mail:DeliveryReports:Key beside it.";
    }
}
