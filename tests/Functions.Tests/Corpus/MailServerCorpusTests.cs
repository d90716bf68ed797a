using CoachingWorkflow.Functions.Tests.Mail;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>What the mail servers of large providers and small firms say, and when.</summary>
public sealed class MailServerCorpusTests
{
    [Fact]
    public async Task An_answer_marks_the_recipient_only_if_it_is_about_the_recipient() =>
        await CorpusFile.WalkAsync<ServerLine>("mail-servers", async line =>
        {
            await using var server = new TinySmtpServer((line.At, line.Says));
            return await SmtpSending.SendAsync(server.Port, SampleMail.Of()) switch
            {
                (MailResult.Sent, false) => "sent",
                (MailResult.Refused, false) => "no mailbox",
                (MailResult.MailboxFull, false) => "mailbox full",
                (MailResult.Deferred, false) => "later",
                (MailResult.Deferred, true) => "objection",
                var other => $"{other}",
            };
        });

    private sealed record ServerLine : CorpusLine
    {
        /// <summary>CONNECT, EHLO, MAIL, RCPT, DATA or the end of the data (.).</summary>
        public required string At { get; init; }

        public required string Says { get; init; }
    }
}
