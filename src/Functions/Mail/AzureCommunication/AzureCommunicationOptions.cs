namespace CoachingWorkflow.Functions.Mail.AzureCommunication;

/// <summary>The configuration of Azure Communication Services, section <c>Mail:Acs</c>.</summary>
internal sealed class AzureCommunicationOptions
{
    /// <summary>The resource's endpoint, reached with the app's managed identity.</summary>
    public string Endpoint { get; set; } = "";

    internal IEnumerable<string> Mistakes()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps)
            yield return "Mail:Acs:Endpoint must be the https address of the Communication Services resource.";
    }
}
