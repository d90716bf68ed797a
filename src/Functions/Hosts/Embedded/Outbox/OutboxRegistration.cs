using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>Registers the outbox.</summary>
internal static class OutboxRegistration
{
    /// <summary>
    /// Adds the sender of <c>Mail:Kind</c> = <c>outbox</c>, and makes it the default. For the Development environment only.
    /// </summary>
    /// <param name="services">Where the host's file and clock are registered.</param>
    public static IServiceCollection AddOutboxMail(this IServiceCollection services)
    {
        services.AddPages();
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<OutboxPages>();
        services.AddOptions<MailOptions>().PostConfigure(options =>
        {
            if (options.Kind.Length == 0)
                options.Kind = MailKinds.Outbox;
        });
        return services.AddMailSender<OutboxMailSender>(MailKinds.Outbox);
    }
}
