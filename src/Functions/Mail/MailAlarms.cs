using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>
/// Lines of the log about mail that somebody has to act on; the alert <c>mail-failing</c> looks for them. Nothing personal.
/// </summary>
internal static partial class MailAlarms
{
    [LoggerMessage(1207, LogLevel.Error, "Mail {Mail} waits: the service objects to the sender or to the request: {Status}, {Code}")]
    public static partial void Objection(ILogger log, string mail, int status, string code);

    [LoggerMessage(
        1210, LogLevel.Error, "Mail {Mail} of engagement {Engagement} is refused at its firm's address, and waits: see the setting Firms")]
    public static partial void FirmRefused(ILogger log, string engagement, string mail);

    [LoggerMessage(1211, LogLevel.Error, "Mail {Mail} of engagement {Engagement} came back from its firm's address: see the setting Firms")]
    public static partial void FirmReturned(ILogger log, string engagement, string mail);
}
