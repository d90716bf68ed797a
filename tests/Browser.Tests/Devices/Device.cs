using System.Text.RegularExpressions;
using CoachingWorkflow.Browser.Tests.Play;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>The browser of one person, who reads mails and follows their links; every page that it arrives at is inspected.</summary>
internal sealed partial class Device : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly PageInspection _inspection;
    private readonly Uri _outbox;
    private string? _mailbox;

    private Device(IBrowserContext context, IPage page, PageInspection inspection, Mailbox mailbox, Uri outbox)
    {
        (_context, Page, _inspection, Mailbox, _outbox) = (context, page, inspection, mailbox, outbox);
    }

    public IPage Page { get; }

    public Mailbox Mailbox { get; }

    /// <summary>The page's first heading.</summary>
    public ILocator Heading => Page.Locator("main h1");

    public static async Task<Device> StartAsync(
        IBrowser browser, Screen screen, Observations observations, PageInspection inspection, Mailbox mailbox, Uri outbox)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Colors,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(30_000);
        await observations.WatchAsync(context);
        return new Device(context, await context.NewPageAsync(), inspection, mailbox, outbox);
    }

    /// <summary>Opens the outbox.</summary>
    public async Task OpenOutboxAsync()
    {
        await Page.GotoAsync(new Uri(_outbox, "/dev/mail").ToString());
        await ArriveAsync("Outbox");
    }

    /// <summary>
    /// Opens this person's mailbox, the first time through the outbox, and a mail in it; every page on the way is inspected.
    /// </summary>
    public async Task OpenMailAsync(string id)
    {
        if (_mailbox is null)
        {
            await OpenOutboxAsync();
            await FollowLinkAsync(Mailbox.Email);
            await ArriveAsync($"Mailbox of {Mailbox.Email}");
            _mailbox = Page.Url;
        }
        else
        {
            await Page.GotoAsync(_mailbox);
        }

        await Page.Locator($"a[href='/dev/mail/{id}']").ClickAsync();
        await ArriveAsync(Frame.Locator("body"));
    }

    /// <summary>Reads the newest mail with a code in another tab, as one does who is asked for it.</summary>
    public async Task<string> ReadCodeAsync()
    {
        var tab = await _context.NewPageAsync();
        await tab.GotoAsync(new Uri(_outbox, $"/dev/mail/{await Mailbox.NewestCodeAsync()}").ToString());
        var text = await tab.FrameLocator("iframe").Locator("body").InnerTextAsync();
        await tab.CloseAsync();
        return SixDigits().Match(text).Value;
    }

    /// <summary>Opens the newest mail that has a link of a kind, and follows the link.</summary>
    /// <returns>The heading of the page where it leads.</returns>
    public async Task<string> FollowAsync(string rel) => await FollowAsync(await Mailbox.NewestAsync(rel));

    /// <summary>Opens a mail and follows its link.</summary>
    public async Task<string> FollowAsync(MailWithLink mail)
    {
        await OpenMailAsync(mail.Id);
        await Frame.Locator($"a[href='{mail.Link}']").First.ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(mail.Link.ToString());
        await ArriveAsync(Heading);
        return await Heading.InnerTextAsync();
    }

    /// <summary>Waits until a sign of the next page is seen, and inspects that page.</summary>
    public async Task ArriveAsync(ILocator sign)
    {
        await Assertions.Expect(sign).ToBeVisibleAsync();

        // Asked of the page itself: of a load that a frame's link began, the driver was seen to miss the event.
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        await _inspection.InspectAsync(Page);
    }

    /// <summary>Waits until the next page's first heading is seen, and inspects that page.</summary>
    public Task ArriveAsync(string heading) =>
        ArriveAsync(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading, Level = 1, Exact = true }));

    public Task FollowLinkAsync(string text) =>
        Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = text, Exact = true }).First.ClickAsync();

    public Task FillAsync(string label, string value) =>
        Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(value);

    public Task CheckAsync(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).CheckAsync();

    public Task PressAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    /// <summary>A group of fields.</summary>
    public ILocator Group(string legend) => Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = legend, Exact = true });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    // The mail in the frame of the outbox.
    private IFrameLocator Frame => Page.FrameLocator("iframe");

    [GeneratedRegex(@"\b[0-9]{6}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SixDigits();
}
