using CoachingWorkflow.Functions.Hosts.Embedded.Outbox;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class MailOptionsTests
{
    private static readonly (string, string)[] Smtp =
        [("Mail:Kind", "smtp"), ("Mail:From", "no-reply@coaching.example.com"), ("Mail:Smtp:Host", "mail.example.com")];

    [Fact]
    public void In_Development_the_outbox_is_the_default()
    {
        using var provider = Provider(isDevelopment: true);
        Assert.IsType<OutboxMailSender>(provider.GetRequiredService<IMailSender>());
    }

    [Fact]
    public void A_mail_server_can_be_chosen_in_Development_too()
    {
        using var provider = Provider(isDevelopment: true, Smtp);
        Assert.IsType<SmtpMailSender>(provider.GetRequiredService<IMailSender>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("outbox")]
    [InlineData("acs")]
    [InlineData("SMTP")]
    public void In_Production_only_what_the_host_has_is_taken(string kind)
    {
        using var provider = Provider(isDevelopment: false, ("Mail:Kind", kind));
        var wrong = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IMailSender>());
        Assert.StartsWith("Mail:Kind", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_without_the_package_of_Communication_Services_does_not_start_and_says_what_to_do()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(
            () =>
                TestApp.StartAsync(
                environment: "Production", settings: ["--Mail:Kind=acs", "--Mail:Acs:Endpoint=https://mail.example.com"]));

        Assert.StartsWith("Mail:Kind is acs, but this build", Assert.Single(wrong.Failures), StringComparison.Ordinal);
        Assert.Contains("-p:AzureCommunicationEmail=true", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-reply@coaching.example.com", "no-reply@coaching.example.com")]
    [InlineData("Acme Coaching <no-reply@coaching.example.com>", "no-reply@coaching.example.com")]
    [InlineData("\"Coaching, Acme\" <no-reply@coaching.example.com>", "no-reply@coaching.example.com")]
    [InlineData(" <no-reply@coaching.example.com> ", "no-reply@coaching.example.com")]
    [InlineData("no-reply@bücher.example", "no-reply@xn--bcher-kva.example")]
    public void The_senders_address_stands_alone(string from, string address) =>
        Assert.Equal(address, new MailOptions { From = from }.FromAddress);

    [Theory]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "no-reply")]
    [InlineData("Mail:From", "Acme Coaching <no-reply>")]
    [InlineData("Mail:From", "a@example.org, b@example.org")]
    [InlineData("Mail:From", "not an address")]
    [InlineData("Mail:Smtp:Host", "")]
    [InlineData("Mail:Smtp:Port", "0")]
    [InlineData("Mail:Smtp:Port", "65536")]
    [InlineData("Mail:Smtp:Security", "tls")]
    [InlineData("Mail:Smtp:User", "me")]
    [InlineData("Mail:Smtp:TimeoutSeconds", "0")]
    [InlineData("Mail:Quota:PerMinute", "0")]
    [InlineData("Mail:Quota:PerHour", "-1")]
    [InlineData("Mail:DeliveryReports:Key", "too short")]
    [InlineData("Mail:DeliveryReports:Key", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/delivery-reports-key)")]
    [InlineData("Mail:DeliveryReports:Topic", "without a key")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        using var provider = Provider(isDevelopment: false, [.. Smtp, (setting, value)]);
        var wrong = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IMailSender>());
        Assert.StartsWith(setting, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(bool isDevelopment, params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
            values[key] = value;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSingleton(_ => new SqliteFile(SqliteFile.InMemory)).AddSingleton<TimeProvider>(new FakeTimeProvider());
        services.AddMail();
        if (isDevelopment)
            services.AddOutboxMail();
        return services.BuildServiceProvider();
    }
}
