using Azure.Communication.Email;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Mail.AzureCommunication;

/// <content>What needs the package.</content>
internal static partial class AzureCommunicationRegistration
{
    // An activity that takes over a minute may be run a second time beside the first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static partial void AddSender(IServiceCollection services)
    {
        services.AddSingleton(Client);
        services.AddMailSender<AzureCommunicationMailSender>(MailKinds.Acs);
    }

    private static EmailClient Client(IServiceProvider provider)
    {
        var options = new EmailClientOptions();
        options.Retry.NetworkTimeout = Patience;

        // Over quota, the service asks to wait for minutes or an hour: a durable timer waits, not an activity.
        options.Retry.MaxRetries = 0;
        var endpoint = new Uri(provider.GetRequiredService<IOptions<MailOptions>>().Value.Acs.Endpoint);
        return new EmailClient(endpoint, provider.GetRequiredService<TokenCredential>(), options);
    }
}
