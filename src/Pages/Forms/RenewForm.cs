namespace CoachingWorkflow.Pages;

/// <summary>The fields of <see cref="LinkClosedPage"/>'s form.</summary>
public static class RenewForm
{
    /// <summary>"on" when the box "send me a new link" is checked.</summary>
    public const string Renew = "renew";
}
