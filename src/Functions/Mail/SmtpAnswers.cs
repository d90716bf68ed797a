using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>What the server had been told when it answered: of whom an answer speaks that says no more.</summary>
internal enum SmtpStage
{
    /// <summary>Who we are: greeting, login, <c>MAIL FROM</c>.</summary>
    Sender,

    /// <summary>To whom the mail goes: <c>RCPT TO</c>.</summary>
    Recipient,

    /// <summary>The mail itself.</summary>
    Message,
}

/// <summary>What an answer means that does not take the mail.</summary>
internal enum SmtpMeaning
{
    /// <summary>It may pass by itself.</summary>
    Later,

    /// <summary>The server objects to us or to the mail: sender, domain, quota, content. The operator has to put it right.</summary>
    Objection,

    /// <summary>The recipient's mailbox has no room.</summary>
    MailboxFull,

    /// <summary>There is no such mailbox.</summary>
    NoMailbox,
}

/// <summary>Understands answers of mail servers (docs/adr/0035-whom-a-mail-servers-answer-marks.md).</summary>
internal static partial class SmtpAnswers
{
    /// <summary>What an answer means.</summary>
    /// <param name="stage">How far the transaction had come.</param>
    /// <param name="code">The reply code.</param>
    /// <param name="text">What follows it, perhaps with an enhanced status code in front.</param>
    public static SmtpMeaning Of(SmtpStage stage, int code, string text)
    {
        var status = EnhancedStatus(text);
        var meaning = (status is { } known ? OfStatus(known.Subject, known.Detail, stage) : null) ?? OfCode(stage, code);

        // 552 speaks of room, whatever address code some providers put behind it.
        if (meaning == SmtpMeaning.NoMailbox && code == 552)
            meaning = SmtpMeaning.MailboxFull;
        var isFinal = code is >= 500 and < 600 && status is not { Class: 4 };
        return isFinal || (meaning == SmtpMeaning.MailboxFull && code >= 400) ? meaning : SmtpMeaning.Later;
    }

    /// <summary>The enhanced status code of an answer as it is written, or "no code".</summary>
    /// <param name="text">The answer's text.</param>
    public static string CodeOf(string text) => EnhancedStatus(text) is { } status
        ? string.Create(CultureInfo.InvariantCulture, $"{status.Class}.{status.Subject}.{status.Detail}")
        : "no code";

    // RFC 3463, its registry, and what large providers have added. Null: the code says no more than the stage does.
    private static SmtpMeaning? OfStatus(int subject, int detail, SmtpStage stage) => (subject, detail) switch
    {
        (1, 7 or 8) => SmtpMeaning.Objection, // the sender's address
        (1, 20) => SmtpMeaning.Objection, // more than one sender (Exchange)
        (1, 90) => SmtpMeaning.Objection, // the daily limit is reached (Exchange)
        (1, 1 or 2 or 3 or 4 or 6 or 10) => SmtpMeaning.NoMailbox, // no mailbox, no domain, no address, ambiguous, moved, takes no mail
        (1, _) when stage == SmtpStage.Recipient => SmtpMeaning.NoMailbox,
        (2, 1 or 4) => SmtpMeaning.NoMailbox, // disabled, or a list that cannot be expanded
        (2, 2) => SmtpMeaning.MailboxFull,
        (2, _) => SmtpMeaning.Objection, // 0: a submission quota (Exchange); 3: the mail is too long
        (4, 5) => SmtpMeaning.Objection, // the daily quota (Google)
        (3 or 5 or 6, not 0) => SmtpMeaning.Objection, // the server, the protocol, the content
        (7, _) => SmtpMeaning.Objection, // policy, authentication, permission
        _ => null,
    };

    private static SmtpMeaning OfCode(SmtpStage stage, int code) => (stage, code) switch
    {
        (SmtpStage.Recipient, 550 or 551 or 553 or 556) => SmtpMeaning.NoMailbox,
        (SmtpStage.Recipient or SmtpStage.Message, 552) => SmtpMeaning.MailboxFull,
        _ => SmtpMeaning.Objection,
    };

    private static (int Class, int Subject, int Detail)? EnhancedStatus(string text)
    {
        var match = EnhancedStatusCode().Match(text);
        return match.Success ? (Part("class"), Part("subject"), Part("detail")) : null;

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    // Some servers write "#5.1.0".
    [GeneratedRegex(@"^\s*#?(?<class>[245])\.(?<subject>[0-9]{1,3})\.(?<detail>[0-9]{1,3})\b", RegexOptions.NonBacktracking)]
    private static partial Regex EnhancedStatusCode();
}
