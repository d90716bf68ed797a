namespace CoachingWorkflow.Pages;

/// <summary>The fields of <see cref="OneTimeCodePage"/>'s forms.</summary>
public static class OneTimeCodeForm
{
    /// <summary>The mailed code: six digits.</summary>
    public const string Code = "code";

    /// <summary>"on" when the box "send me a code" is checked.</summary>
    public const string Send = "send";
}
