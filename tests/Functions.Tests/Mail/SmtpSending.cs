using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>Sends by SMTP to a server on the loopback interface.</summary>
internal static class SmtpSending
{
    /// <summary>Hands a mail to a server.</summary>
    /// <returns>What became of it, and whether a person is called.</returns>
    public static async Task<(MailResult Result, bool IsAlarm)> SendAsync(int port, OutgoingMail mail)
    {
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var result = await Sender(port, new FakeTimeProvider(), logs.CreateLogger<SmtpMailSender>())
            .SendAsync(mail, TestContext.Current.CancellationToken);
        return (result, log.Lines.Any(line => line.Contains("objects", StringComparison.Ordinal)));
    }

    public static SmtpMailSender Sender(
        int port, TimeProvider time, ILogger<SmtpMailSender> log, Action<SmtpOptions>? configure = null,
        string from = "no-reply@coaching.example.com")
    {
        var options = new MailOptions { Kind = "smtp", From = from };
        (options.Smtp.Host, options.Smtp.Port, options.Smtp.Security, options.Smtp.TimeoutSeconds) = ("127.0.0.1", port, "none", 20);
        configure?.Invoke(options.Smtp);
        return new SmtpMailSender(Options.Create(options), time, log);
    }
}
