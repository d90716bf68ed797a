using CoachingWorkflow.Browser.Tests.Play;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>The browser of one person, who reads mails and follows their links; every page that it arrives at is inspected.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly PageInspection _inspection;

    private Device(IBrowserContext context, IPage page, PageInspection inspection, Mailbox mailbox)
    {
        (_context, Page, _inspection, Mailbox) = (context, page, inspection, mailbox);
    }

    public IPage Page { get; }

    public Mailbox Mailbox { get; }

    /// <summary>The page's first heading.</summary>
    public ILocator Heading => Page.Locator("main h1");

    public static async Task<Device> StartAsync(IBrowser browser, Screen screen, Observations observations, PageInspection inspection, Mailbox mailbox)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Colors,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(10_000);
        await observations.WatchAsync(context);
        return new Device(context, await context.NewPageAsync(), inspection, mailbox);
    }

    /// <summary>Opens the newest mail that has a link of a kind, and follows the link.</summary>
    /// <returns>The heading of the page where it leads.</returns>
    public async Task<string> FollowAsync(string rel) => await FollowAsync(await Mailbox.NewestAsync(rel));

    /// <summary>Opens a mail and follows its link.</summary>
    public async Task<string> FollowAsync(MailWithLink mail)
    {
        await Page.GotoAsync(mail.Page.ToString());
        await Page.Locator($"a[href='{mail.Link}']").First.ClickAsync();
        await ArriveAsync(Heading);
        return await Heading.InnerTextAsync();
    }

    /// <summary>Waits until a sign of the next page is seen, and inspects that page.</summary>
    public async Task ArriveAsync(ILocator sign)
    {
        await Assertions.Expect(sign).ToBeVisibleAsync();
        await Page.WaitForLoadStateAsync();
        await _inspection.InspectAsync(Page);
    }

    /// <summary>Waits until the next page's first heading is seen, and inspects that page.</summary>
    public Task ArriveAsync(string heading) => ArriveAsync(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading, Level = 1, Exact = true }));

    public Task FollowLinkAsync(string text) =>
        Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = text, Exact = true }).First.ClickAsync();

    public Task FillAsync(string label, string value) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(value);

    public Task CheckAsync(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).CheckAsync();

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    /// <summary>A group of fields.</summary>
    public ILocator Group(string legend) => Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = legend, Exact = true });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
