using CoachingWorkflow.Functions.Hosts.Embedded.Links;
using CoachingWorkflow.Functions.Links;
using EmbeddedHost.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Tests.Links;

public sealed class LinkOptionsTests
{
    private static readonly string Secret = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Keys_are_taken_from_the_configuration_in_order()
    {
        var options = Options(
            ("Links:Keys:0:Id", "b"), ("Links:Keys:0:Secret", Secret), ("Links:Keys:1:Id", "a"), ("Links:Keys:1:Secret", Secret));

        Assert.Equal(["b", "a"], options.Keys.Select(key => key.Id), StringComparer.Ordinal);
        Assert.Equal("http://127.0.0.1:7071", options.BaseUrl);
    }

    [Theory]
    [InlineData("Links:BaseUrl", "coaching.example.com", "Links:BaseUrl")]
    [InlineData("Links:BaseUrl", "ftp://coaching.example.com", "Links:BaseUrl")]
    [InlineData("Links:Keys:0:Id", "", "Links:Keys:0:Id")]
    [InlineData("Links:Keys:0:Id", "muchtoolong", "Links:Keys:0:Id")]
    [InlineData("Links:Keys:0:Id", "ä", "Links:Keys:0:Id")]
    [InlineData("Links:Keys:0:Secret", "c2hvcnQ=", "Links:Keys:0:Secret")]
    [InlineData("Links:Keys:0:Secret", "not base64", "Links:Keys:0:Secret")]
    [InlineData("Links:Keys:1:Id", "a", "Links:Keys:1:Id")]
    public void A_wrong_setting_is_named_and_no_secret_repeated(string setting, string value, string named)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Options(
            ("Links:Keys:0:Id", "a"), ("Links:Keys:0:Secret", Secret), ("Links:Keys:1:Secret", Secret), ("Links:Keys:1:Id", "b"),
            (setting, value)));

        Assert.StartsWith(named, Assert.Single(wrong.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_nothing_starts() =>
        Assert.Contains("Links:Keys", Assert.Throws<OptionsValidationException>(() => Options()).Message, StringComparison.Ordinal);

    [Fact]
    public void The_Development_key_is_made_once_kept_for_the_owner_alone_and_only_used_when_none_is_configured()
    {
        var folder = Directory.CreateTempSubdirectory("coaching-links-");
        try
        {
            using var file = new SqliteFile(folder.FullName);
            var path = Path.Combine(folder.FullName, "development-link-key");

            Assert.Equal("a", Development(file, ("Links:Keys:0:Id", "a"), ("Links:Keys:0:Secret", Secret)).Keys.Single().Id);
            Assert.False(File.Exists(path));

            var made = Development(file).Keys.Single();
            Assert.Equal(made.Secret, Development(file).Keys.Single().Secret);
            Assert.Equal(made.Secret, File.ReadAllText(path));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));

            File.WriteAllText(path, "damaged");
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Development(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LinkOptions Development(SqliteFile file, params (string Key, string Value)[] settings) =>
        Options(services => services.AddSingleton(file).AddDevelopmentLinkKey(), settings);

    private static LinkOptions Options(params (string Key, string Value)[] settings) => Options(_ => { }, settings);

    private static LinkOptions Options(Action<IServiceCollection> configure, (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
            values[key] = value;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddLinks();
        configure(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<LinkOptions>>().Value;
    }
}
