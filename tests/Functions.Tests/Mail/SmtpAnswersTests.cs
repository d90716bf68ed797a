using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>What mail servers say, at which command, and what it means.</summary>
public sealed class SmtpAnswersTests
{
    [Theory]

    // Us: sender, permission, policy, quota.
    [InlineData(SmtpStage.Sender, "550 5.7.60 SMTP; Client does not have permissions to send as this sender", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 5.7.1 Unable to relay", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 5.7.26 Unauthenticated email is not accepted", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "550 5.7.509 Access denied, sending domain does not pass DMARC verification", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 5.4.5 Daily user sending quota exceeded", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "554 5.2.0 STOREDRV.Submission.Exception: quota exceeded", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "554 5.2.0 quota exceeded", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 5.1.90 You've reached your daily limit", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 5.1.7 Bad sender's mailbox address syntax", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "553 5.1.8 Bad sender's system address", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Sender, "553 5.1.0 Sender address rejected", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "552 5.3.4 Message size exceeds fixed limit", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "552 5.2.3 Message too long for this mailbox", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "554 5.6.0 Message content rejected", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "503 5.5.1 Bad sequence of commands", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 #5.7.1 Your access to submit messages has been rejected", SmtpMeaning.Objection)]

    // The recipient.
    [InlineData(SmtpStage.Recipient, "550 5.1.1 User unknown", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Message, "550 5.1.1 User unknown", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 5.1.1 User unknown\n5.1.1 Learn more", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 5.1.2 Host unknown", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "501 5.1.3 Bad recipient address syntax", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "551 5.1.6 Moved", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "556 5.1.10 Null MX", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 #5.1.0 Address rejected", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 5.2.1 Mailbox disabled", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 5.4.1 Recipient address rejected: Access denied", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "550 5.5.0 Requested action not taken: mailbox unavailable", SmtpMeaning.NoMailbox)]

    // Full.
    [InlineData(SmtpStage.Recipient, "552 5.2.2 Over quota", SmtpMeaning.MailboxFull)]
    [InlineData(SmtpStage.Message, "552 5.2.2 Over quota", SmtpMeaning.MailboxFull)]
    [InlineData(SmtpStage.Recipient, "452 4.2.2 Over quota", SmtpMeaning.MailboxFull)]
    [InlineData(SmtpStage.Recipient, "552 Exceeded storage allocation", SmtpMeaning.MailboxFull)]
    [InlineData(SmtpStage.Message, "552 Exceeded storage allocation", SmtpMeaning.MailboxFull)]

    // No enhanced code: of whom the command speaks.
    [InlineData(SmtpStage.Sender, "550 not from you", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Sender, "552 too large", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Sender, "554 not you", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "550 no such user", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "551 not local", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "553 not a mailbox", SmtpMeaning.NoMailbox)]
    [InlineData(SmtpStage.Recipient, "554 client host blocked", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Recipient, "530 log in first", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "550 rejected", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "554 spam", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "550 5 users unknown", SmtpMeaning.Objection)]
    [InlineData(SmtpStage.Message, "550 5.1.1000 no code", SmtpMeaning.Objection)]

    // What may pass, whatever it is about.
    [InlineData(SmtpStage.Recipient, "450 4.1.1 Not yet known", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Recipient, "450 4.2.1 Too quickly", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Recipient, "451 4.7.1 Greylisted", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Sender, "421 too many", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Message, "452 disk full", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Recipient, "550 4.4.2 contradicts itself", SmtpMeaning.Later)]
    [InlineData(SmtpStage.Message, "250 2.2.2 odd", SmtpMeaning.Later)]
    internal void An_answer_means(SmtpStage stage, string answer, SmtpMeaning meaning) =>
        Assert.Equal(
            meaning, SmtpAnswers.Of(stage, int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture), answer[4..]));

    [Theory]
    [InlineData("5.7.60 SMTP; Client does not have permissions", "5.7.60")]
    [InlineData("#5.1.0 Address rejected", "5.1.0")]
    [InlineData("zoe@example.org is unknown", "no code")]
    [InlineData("", "no code")]
    public void The_log_names_the_code_and_nothing_else_of_the_answer(string text, string code) =>
        Assert.Equal(code, SmtpAnswers.CodeOf(text));
}
