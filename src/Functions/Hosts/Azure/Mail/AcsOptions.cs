using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Hosts.Azure.Mail;

/// <summary>The configuration of Azure Communication Services, section <c>Mail:Acs</c>.</summary>
public sealed class AcsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail:Acs";

    /// <summary>The resource's endpoint, reached with the app's managed identity.</summary>
    public string Endpoint { get; set; } = "";
}

/// <summary>Names the setting that is wrong.</summary>
internal sealed class AcsOptionsValidation : IValidateOptions<AcsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AcsOptions options) =>
        Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme == Uri.UriSchemeHttps
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Mail:Acs:Endpoint must be the https address of the Communication Services resource.");
}
