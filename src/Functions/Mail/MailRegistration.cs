using CoachingWorkflow.Functions.Mail.AzureCommunication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Registers mail.</summary>
internal static class MailRegistration
{
    /// <summary>
    /// Adds the sender that <c>Mail:Kind</c> names, SMTP and Communication Services among them; the host adds its own by
    /// <see cref="AddMailSender{TSender}"/>.
    /// The section <c>Mail</c> is checked at start.
    /// </summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidation>());
        services.AddMailSender<SmtpMailSender>(MailKinds.Smtp);
        services.AddAzureCommunicationMail();
        return services.AddSingleton(provider =>
            provider.GetRequiredKeyedService<IMailSender>(provider.GetRequiredService<IOptions<MailOptions>>().Value.Kind));
    }

    /// <summary>Adds a sender under its kind.</summary>
    /// <param name="kind">The value of <c>Mail:Kind</c> that chooses it.</param>
    /// <typeparam name="TSender">The sender.</typeparam>
    public static IServiceCollection AddMailSender<TSender>(this IServiceCollection services, string kind)
        where TSender : class, IMailSender => services.AddKeyedSingleton<IMailSender, TSender>(kind);
}
