using CoachingWorkflow.Functions.Storage.Blob;
using Microsoft.Extensions.Hosting;
using Moq;

namespace CoachingWorkflow.Functions.Tests.Storage;

public sealed class BlobStorageOptionsTests
{
    private const string Https = "https://account.blob.core.windows.net";
    private const string Key = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0";

    [Theory]
    [InlineData("Production", Https, null, "engagements")]
    [InlineData("Development", Https, null, "a-1")]
    [InlineData("Development", null, "UseDevelopmentStorage=true", "engagements")]
    [InlineData("Development", "", "UseDevelopmentStorage=true", "engagements")]
    public void An_identity_anywhere_and_a_connection_string_in_Development_are_right(
        string environment, string? uri, string? connection, string container) =>
        Assert.Null(Mistake(environment, uri, connection, container));

    [Theory]
    [InlineData("Production", null, null, "engagements", "ServiceUri")]
    [InlineData("Production", "http://account.blob.core.windows.net", null, "engagements", "ServiceUri")]
    [InlineData("Production", "account", null, "engagements", "ServiceUri")]
    [InlineData("Production", null, Key, "engagements", "ConnectionString")]
    [InlineData("Staging", Https, Key, "engagements", "ConnectionString")]
    [InlineData("Development", Https, Key, "engagements", "ConnectionString")]
    [InlineData("Production", Https, null, "Engagements", "Container")]
    [InlineData("Production", Https, null, "a--b", "Container")]
    [InlineData("Production", Https, null, "-ab", "Container")]
    [InlineData("Production", Https, null, "ab", "Container")]
    public void A_wrong_setting_is_named_and_no_key_repeated(
        string environment, string? uri, string? connection, string container, string named)
    {
        var mistake = Mistake(environment, uri, connection, container);

        Assert.NotNull(mistake);
        Assert.Contains($"Storage:Blob:{named}", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", mistake, StringComparison.Ordinal);
    }

    private static string? Mistake(string environment, string? uri, string? connection, string container)
    {
        var validation = new BlobStorageOptionsValidation(Mock.Of<IHostEnvironment>(host => host.EnvironmentName == environment));
        return validation.Validate(
            name: null, new BlobStorageOptions { ServiceUri = uri, ConnectionString = connection, Container = container }).FailureMessage;
    }
}
