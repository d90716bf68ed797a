using System.Reflection;
using System.Runtime.InteropServices;

namespace CoachingWorkflow.Infrastructure.Tests.Bicep;

/// <summary>
/// The Bicep compiler, as a package brings it. It gets a home of its own and nothing from outside: the templates use no registry.
/// </summary>
internal static class BicepCli
{
    /// <summary>A firm's key that the parameter files ask for: they hold none.</summary>
    public const string KeySha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static string Program { get; } =
        typeof(BicepCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepCli").Value!;

    public static void Require()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "The package of the Bicep compiler has a binary for Linux on x64 only.");
        Assert.SkipUnless(File.Exists(Program), $"There is no Bicep compiler at {Program}.");
    }

    public static async Task<Ran> RunAsync(TemporaryFolder home, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        Require();
        var environment = new Dictionary<string, string>(settings)
        {
            ["HOME"] = home.Path,
            ["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Combine(AppContext.BaseDirectory, "bicep"),
            ["COACHING_FIRM_KEY_SHA256"] = KeySha256,
        };
        return await Command.RunAsync(Program, arguments, environment);
    }

    public static async Task<Ran> RunAsync(params string[] arguments)
    {
        using var home = new TemporaryFolder();
        return await RunAsync(home, new Dictionary<string, string>(), arguments);
    }
}
