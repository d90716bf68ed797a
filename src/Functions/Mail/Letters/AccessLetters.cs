using System.Globalization;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What opens a recipient's own page: a new link, or the code that makes a device known.</summary>
internal static class AccessLetters
{
    public static MailView FreshLink(MailContext context) => context.Letter(
        $"Your new link to {context.TheProgram}",
        ["You, or someone who holds one of your earlier mails, asked for a new link to your page. If it was not you, you need to do "
            + "nothing: it was mailed to you only."]);

    public static MailView Code(MailContext context)
    {
        var minutes = context.Engagement.Policy.AccessCodeMinutes;
        return context.Letter(
            $"Your code for {context.TheProgram}",
            [
                $"Your code is {context.Code}.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Enter it on the page that asked for it, within {minutes} minutes. It works once, and only with the link from your "
                    + $"mail. After that, this device is known and is not asked again for some time."),
                $"If you did not ask for a code, someone holds one of your mails: please tell {context.Firm.Name} by replying to this "
                    + $"mail. Without the code they see nothing confidential.",
            ]);
    }
}
