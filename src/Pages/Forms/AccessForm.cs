namespace CoachingWorkflow.Pages;

/// <summary>The form with which people have devices forgotten and end a link.</summary>
public static class AccessForm
{
    /// <summary>Its name, the value of <see cref="CoachFormFields.Form"/>.</summary>
    public const string Name = "access";

    /// <summary>What is to be done: the button that was pressed.</summary>
    public const string What = "what";

    /// <summary>This device is asked for a code again.</summary>
    public const string ForgetDevice = "forget-device";

    /// <summary>Every device is asked for a code again.</summary>
    public const string ForgetAllDevices = "forget-all-devices";

    /// <summary>The link by which the page was opened works no longer; a new one is mailed.</summary>
    public const string EndLink = "end-link";
}
