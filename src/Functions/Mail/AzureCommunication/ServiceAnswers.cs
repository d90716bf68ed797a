using Azure;
using CoachingWorkflow.Functions.Observability;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail.AzureCommunication;

/// <summary>
/// Understands what became of a mail that was handed to Communication Services. Only an answer that names the recipient refuses the mail:
/// any other would brand the address of everyone who is written to meanwhile as bouncing.
/// </summary>
/// <param name="time">Tells how long it is until a date that the service names.</param>
/// <param name="log">Mail ids, status and error codes, nothing personal.</param>
internal sealed partial class ServiceAnswers(TimeProvider time, ILogger<ServiceAnswers> log)
{
    private const int LongestCode = 64;

    // The service publishes no list of its codes. The second names no field, but sender and reply address were checked at start.
    private static readonly string[] AboutTheRecipient = ["EmailDroppedAllRecipientsSuppressed", "InvalidEmailAddress"];

    /// <summary>Hands a mail over. Whatever goes wrong with that, but giving up, is an answer.</summary>
    /// <param name="mail">The mail's id.</param>
    /// <param name="handOver">Calls the service.</param>
    public async Task<MailResult> ToAsync(string mail, Func<Task> handOver, CancellationToken cancellation)
    {
        try
        {
            await handOver();
            return new MailResult.Sent();
        }
        catch (RequestFailedException answer)
        {
            return Understand(mail, answer);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            LogNoAnswer(mail, failure.GetType().Name);
            return new MailResult.Deferred(RetryAfter: null, IsUnanswered: true);
        }
    }

    private MailResult Understand(string mail, RequestFailedException answer)
    {
        // The service has an operation of this id: it took the mail earlier, and the answer was lost.
        if (answer.Status == 409)
        {
            LogTakenBefore(mail);
            return new MailResult.Sent();
        }

        if (AboutTheRecipient.Contains(answer.ErrorCode, StringComparer.OrdinalIgnoreCase))
        {
            LogRefused(mail, answer.Status, CodeOf(answer));
            return new MailResult.Refused();
        }

        // 0: there was no answer.
        if (answer.Status is 0 or 408 or 425 or 429 or >= 500)
            LogDeferred(mail, answer.Status);
        else
            MailAlarms.Objection(log, mail, answer.Status, CodeOf(answer));
        return new MailResult.Deferred(WaitOf(answer), IsUnanswered: answer.Status is 0 or 408 or >= 500);
    }

    private TimeSpan? WaitOf(RequestFailedException answer) =>
        answer.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value)
            ? RetryAfter.Read(value, time.GetUtcNow()) : null;

    // What is no plain word may quote the request.
    private static string CodeOf(RequestFailedException answer) =>
        answer.ErrorCode is { Length: > 0 and <= LongestCode } code && code.All(char.IsAsciiLetterOrDigit) ? code : "no code";

    [LoggerMessage(1205, LogLevel.Warning, "Mail {Mail} was refused by the service for good: {Status}, {Code}")]
    private partial void LogRefused(string mail, int status, string code);

    [LoggerMessage(1206, LogLevel.Warning, "Mail {Mail} was not taken by the service now: {Status}")]
    private partial void LogDeferred(string mail, int status);

    [LoggerMessage(1208, LogLevel.Warning, "Mail {Mail} could not be handed to the service: {Reason}")]
    private partial void LogNoAnswer(string mail, string reason);

    [LoggerMessage(1209, LogLevel.Information, "Mail {Mail} had been taken by the service before")]
    private partial void LogTakenBefore(string mail);
}
