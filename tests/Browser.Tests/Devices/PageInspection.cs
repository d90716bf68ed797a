using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>
/// Inspects pages as they are visited: size and width of each visit; width and axe-core of each distinct page, on every screen.
/// </summary>
/// <param name="screen">What is looked at while it is played.</param>
/// <param name="analyzed">The pages that axe-core has seen on every screen, in whichever test.</param>
public sealed class PageInspection(Screen screen, ConcurrentDictionary<string, bool> analyzed)
{
    private const int LargestPage = 60_000;

    /// <summary>WCAG 2.2 at level AA and all it rests on, and what axe-core takes for good practice.</summary>
    private static readonly object Rules = new
    {
        // In the frame of a mail there is no script, so axe-core would wait there for ever.
        iframes = false,
        resultTypes = new[] { "violations" },
        runOnly = new
        {
            type = "tag",
            values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice" },
        },
    };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly ConcurrentDictionary<string, int> _pages = new(StringComparer.Ordinal);

    /// <summary>The distinct pages, told apart by their headings and by whether a mistake or a confirmation is on them.</summary>
    public IReadOnlyCollection<string> Pages => (IReadOnlyCollection<string>)_pages.Keys;

    /// <summary>How many visits were inspected.</summary>
    public int Visits => _pages.Values.Sum();

    public async Task InspectAsync(IPage page)
    {
        // Whatever is folded away is looked at as well.
        var outline = await page.EvaluateAsync<string>("""
            () => {
              document.querySelectorAll('details').forEach(details => details.open = true);
              const marks = [...document.querySelectorAll('.mistakes, [role=status]')]
                .map(mark => mark.className + mark.getAttribute('role'));
              return [...document.querySelectorAll('h1, h2')].map(heading => heading.innerText).concat(marks).join(' | ');
            }
            """);
        // Of the outbox there is one page a kind, whosever mail it shows.
        if (new Uri(page.Url) is { AbsolutePath: var path } && path.StartsWith("/dev/", StringComparison.Ordinal))
            outline = path.StartsWith("/dev/mail/", StringComparison.Ordinal) ? "A mail in the outbox" : outline.Split(" of ")[0];
        _pages.AddOrUpdate(outline, 1, (_, before) => before + 1);
        await FitsAsync(page, outline);
        await IsSmallAsync(page, outline);
        if (!analyzed.TryAdd(outline, true))
            return;

        await page.EvaluateAsync(Axe);
        foreach (var other in Screen.All)
        {
            await ShowOnAsync(page, other);
            await FitsAsync(page, $"{outline} on {other}");
            await IsAccessibleAsync(page, $"{outline} on {other}");
        }

        await ShowOnAsync(page, screen);
    }

    private static async Task ShowOnAsync(IPage page, Screen screen)
    {
        await page.SetViewportSizeAsync(screen.Width, screen.Height);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = screen.Colors });
    }

    private static async Task FitsAsync(IPage page, string outline)
    {
        var wide = await page.EvaluateAsync<string[]>("""
            () => {
              const width = document.documentElement.clientWidth;
              const wide = [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > width + 0.5)
                .map(element => element.outerHTML.slice(0, 200));
              return document.documentElement.scrollWidth > width ? ['scrolls', ...wide] : wide;
            }
            """);
        Assert.True(wide.Length == 0, $"Wider than the screen: {outline}\n{string.Join('\n', wide)}");
    }

    private static async Task IsSmallAsync(IPage page, string outline)
    {
        var size = await page.EvaluateAsync<int>("() => performance.getEntriesByType('navigation')[0].decodedBodySize");
        Assert.True(size is > 0 and < LargestPage, $"{size} bytes: {outline}");
    }

    private static async Task IsAccessibleAsync(IPage page, string outline)
    {
        // Not by the package's RunAxe: for each analysis it opens another page, a process of its own, to join the results of frames.
        var result = JsonSerializer.Deserialize<JsonElement>(await page.EvaluateAsync<string>(
            "options => axe.run(document, options).then(result => JSON.stringify(result))", Rules));
        var violations = result.GetProperty("violations").EnumerateArray().Select(violation =>
            $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: "
            + string.Join(", ", violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html")))).ToList();
        Assert.True(violations.Count == 0, $"axe-core on {outline}\n{string.Join('\n', violations)}");
        Assert.NotEmpty(result.GetProperty("passes").EnumerateArray());
    }
}
