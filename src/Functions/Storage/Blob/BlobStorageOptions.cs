using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>The configuration of blob storage, section <c>Storage:Blob</c>.</summary>
internal sealed class BlobStorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage:Blob";

    /// <summary>The account's blob endpoint, reached with the app's managed identity.</summary>
    public string? ServiceUri { get; set; }

    /// <summary>Instead of <see cref="ServiceUri"/>, in Development only: Azurite's connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The container that holds everything.</summary>
    public string Container { get; set; } = "engagements";
}

/// <summary>Names the setting that is wrong.</summary>
/// <param name="environment">A connection string holds a key, which only Development may have.</param>
internal sealed class BlobStorageOptionsValidation(IHostEnvironment environment) : IValidateOptions<BlobStorageOptions>
{
    private const int LongestContainerName = 63;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BlobStorageOptions options)
    {
        var setting = BlobStorageOptions.Section;
        var hasConnectionString = !string.IsNullOrEmpty(options.ConnectionString);
        if (hasConnectionString && !environment.IsDevelopment())
            return Fail(
                $"{setting}:ConnectionString is for Development only; set {setting}:ServiceUri and give the app's identity access.");
        if (hasConnectionString && !string.IsNullOrEmpty(options.ServiceUri))
            return Fail($"{setting}:ServiceUri and {setting}:ConnectionString exclude each other.");
        if (!hasConnectionString && !(Uri.TryCreate(options.ServiceUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
            return Fail($"{setting}:ServiceUri must be the https address of the storage account's blob service.");
        return IsContainerName(options.Container)
            ? ValidateOptionsResult.Success
            : Fail($"{setting}:Container must be 3 to 63 lower-case letters, digits and single hyphens.");
    }

    private static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= LongestContainerName
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);

    private static ValidateOptionsResult Fail(string message) => ValidateOptionsResult.Fail("Configuration: " + message);
}
