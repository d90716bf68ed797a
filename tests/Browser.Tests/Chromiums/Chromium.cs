using System.Collections.Concurrent;
using CoachingWorkflow.Browser.Tests.Devices;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CoachingWorkflow.Browser.Tests.Chromiums.Chromium))]

namespace CoachingWorkflow.Browser.Tests.Chromiums;

/// <summary>One Chromium for all tests. Where there is none, tests are skipped with the reason.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string PathVariable = "CHROMIUM_PATH";

    // Debian's, of which the shell comes first: the whole browser draws its own window for each device, several times as slowly.
    private static readonly string[] UsualPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private readonly ConcurrentDictionary<string, bool> _analyzed = new(StringComparer.Ordinal);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;

        _playwright = await Playwright.CreateAsync();
        // Long enough for a machine that is busy with other tests.
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--lang=en-US",
            ],
        });
    }

    /// <summary>The browser; skips the test when there is none.</summary>
    public IBrowser Require()
    {
        Assert.SkipWhen(
            _browser is null,
            $"There is no Chromium: neither {PathVariable} nor {string.Join(" nor ", UsualPaths)} leads to one, "
            + "and Playwright has installed none.");
        return _browser;
    }

    /// <summary>Inspects the pages of one test.</summary>
    public PageInspection Inspection(Screen screen) => new(screen, _analyzed);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static string? Find() =>
        new[] { Environment.GetEnvironmentVariable(PathVariable) }.Concat(UsualPaths).Concat(InstalledByPlaywright())
            .FirstOrDefault(File.Exists);

    // Where Playwright's installer puts it: ~/.cache/ms-playwright/chromium-1234/chrome-linux64/chrome.
    private static IEnumerable<string> InstalledByPlaywright()
    {
        var folder = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "chromium-*")
                .SelectMany(version => Directory.EnumerateFiles(version, "chrome", SearchOption.AllDirectories))
            : [];
    }
}
