using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>The configuration of mail, section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    /// <summary>How mail leaves: one of <see cref="MailKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The address that mail comes from; it shows the firm's name, and answers go to the firm.</summary>
    public string From { get; set; } = "";

    /// <summary>The mail server, for <see cref="MailKinds.Smtp"/>.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>How many mails may go.</summary>
    public MailQuotaOptions Quota { get; } = new();

    /// <summary>Who may report that a mail did not arrive.</summary>
    public DeliveryReportOptions DeliveryReports { get; } = new();
}

/// <summary>The values of <c>Mail:Kind</c>. A sender is registered under its kind, on the hosts that have it.</summary>
public static class MailKinds
{
    /// <summary>Kept for looking at, sent to nobody; in Development on the embedded host.</summary>
    public const string Outbox = "outbox";

    /// <summary>To a mail server.</summary>
    public const string Smtp = "smtp";

    /// <summary>Azure Communication Services; on Azure.</summary>
    public const string Acs = "acs";
}

/// <summary>Names the setting that is wrong, at start.</summary>
internal sealed class MailOptionsValidation(IServiceProviderIsKeyedService senders) : IValidateOptions<MailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!senders.IsKeyedService(typeof(IMailSender), options.Kind))
        {
            return ValidateOptionsResult.Fail(
                $"Mail:Kind is '{options.Kind}', which this host does not have. It is smtp; or outbox, in Development on the embedded host; or acs, on Azure.");
        }

        if (options.Kind != MailKinds.Outbox && !MailboxAddress.TryParse(options.From, out _))
            return ValidateOptionsResult.Fail("Mail:From must be the mail address that mail comes from.");
        var mistakes = options.Quota.Mistakes().Concat(options.DeliveryReports.Mistakes())
            .Concat(options.Kind == MailKinds.Smtp ? options.Smtp.Mistakes() : []).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
