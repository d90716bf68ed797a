using Azure.Communication.Email;
using Azure.Core;
using CoachingWorkflow.Functions.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Hosts.Azure.Mail;

/// <summary>Registers mail through Azure Communication Services.</summary>
public static class AcsRegistration
{
    /// <summary>Adds the sender of <c>Mail:Kind</c> = <c>acs</c>.</summary>
    /// <param name="services">Where a <see cref="TokenCredential"/> (the managed identity) is registered.</param>
    public static IServiceCollection AddAcsMail(this IServiceCollection services)
    {
        services.AddOptions<AcsOptions>().BindConfiguration(AcsOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AcsOptions>, AcsOptionsValidation>());
        services.AddSingleton(provider =>
        {
            // Over quota, the service asks to wait for minutes or an hour: a durable timer waits, not an activity.
            var options = new EmailClientOptions();
            options.Retry.MaxRetries = 0;
            return new EmailClient(
                new Uri(provider.GetRequiredService<IOptions<AcsOptions>>().Value.Endpoint), provider.GetRequiredService<TokenCredential>(), options);
        });
        return services.AddMailSender<AcsMailSender>(MailKinds.Acs);
    }
}
