using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Mail.AzureCommunication;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>The configuration of mail, section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    /// <summary>How mail leaves: one of <see cref="MailKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>
    /// The address that mail comes from; answers go to the firm. A display name in it is not shown: the mails are the firm's.
    /// </summary>
    public string From { get; set; } = "";

    /// <summary>The address in <see cref="From"/>, alone.</summary>
    internal string FromAddress => AddressOf(MailboxAddress.Parse(From));

    /// <summary>The mail server, for <see cref="MailKinds.Smtp"/>.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>Communication Services, for <see cref="MailKinds.Acs"/>.</summary>
    public AzureCommunicationOptions Acs { get; } = new();

    /// <summary>How many mails may go.</summary>
    public MailQuotaOptions Quota { get; } = new();

    /// <summary>Who may report that a mail did not arrive.</summary>
    public DeliveryReportOptions DeliveryReports { get; } = new();

    internal IEnumerable<string> Mistakes()
    {
        if (Kind != MailKinds.Outbox && !(MailboxAddress.TryParse(From, out var from) && EmailAddress.IsValid(AddressOf(from))))
            return ["Mail:From must be the mail address that mail comes from."];
        var ofTheKind = Kind switch
        {
            MailKinds.Smtp => Smtp.Mistakes(),
            MailKinds.Acs => Acs.Mistakes(),
            _ => [],
        };
        return [.. Quota.Mistakes(), .. DeliveryReports.Mistakes(), .. ofTheKind];
    }

    private static string AddressOf(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true);
}

/// <summary>The values of <c>Mail:Kind</c>. A sender is registered under its kind, where it is to be had.</summary>
internal static class MailKinds
{
    /// <summary>Kept for looking at, sent to nobody; in Development on the embedded host.</summary>
    public const string Outbox = "outbox";

    /// <summary>To a mail server.</summary>
    public const string Smtp = "smtp";

    /// <summary>Azure Communication Services; in builds that have its package.</summary>
    public const string Acs = "acs";
}

/// <summary>Names the setting that is wrong, at start.</summary>
internal sealed class MailOptionsValidation(IServiceProviderIsKeyedService senders) : IValidateOptions<MailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!senders.IsKeyedService(typeof(IMailSender), options.Kind))
            return ValidateOptionsResult.Fail(Missing(options.Kind));

        var mistakes = options.Mistakes().ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static string Missing(string kind) => kind == MailKinds.Acs
        ? "Mail:Kind is acs, but this build cannot send through Azure Communication Services. "
            + "Build or publish with -p:AzureCommunicationEmail=true, or set Mail:Kind to smtp."
        : $"Mail:Kind is '{kind}'. It must be smtp, acs or, in Development on the embedded host, outbox.";
}
