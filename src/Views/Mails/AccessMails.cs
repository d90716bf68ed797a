namespace CoachingWorkflow.Views;

/// <summary>A new link to the recipient's own page, because they asked for one.</summary>
/// <param name="Frame">Who writes to whom.</param>
public sealed record FreshLinkMail(MailFrame Frame) : MailContent(Frame);

/// <summary>The code that opens the recipient's own page on a device.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Code">Its digits.</param>
/// <param name="Minutes">How long it can be entered.</param>
public sealed record AccessCodeMail(MailFrame Frame, string Code, int Minutes) : MailContent(Frame)
{
    internal static AccessCodeMail Of(MailSources sources) =>
        new(sources.Frame, sources.Code!, sources.Engagement.Policy.AccessCodeMinutes);
}
