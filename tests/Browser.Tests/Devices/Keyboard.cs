using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>Someone who uses nothing but the keyboard.</summary>
internal sealed class Keyboard(Device device)
{
    private const int MostStops = 120;

    /// <summary>How often the focus was moved.</summary>
    public int Stops { get; private set; }

    /// <summary>Presses Tab until a field has the focus; at every stop it is seen where the focus is.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await device.Page.Keyboard.PressAsync("Tab");
            Stops++;
            await IsSeenAsync();
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Tab does not lead to {target}.");
    }

    public Task TabToAsync(string label) => TabToAsync(device.Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }));

    /// <summary>Types into a field.</summary>
    public async Task TypeAsync(ILocator target, string text)
    {
        await TabToAsync(target);
        await device.Page.Keyboard.TypeAsync(text);
    }

    public Task TypeAsync(string label, string text) =>
        TypeAsync(device.Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }), text);

    /// <summary>Checks a box, or chooses.</summary>
    public async Task SpaceAsync(string label)
    {
        await TabToAsync(label);
        await device.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(device.Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true })).ToBeCheckedAsync();
    }

    /// <summary>Follows a link, or presses a button.</summary>
    public async Task EnterAsync(AriaRole role, string name)
    {
        await TabToAsync(device.Page.GetByRole(role, new PageGetByRoleOptions { Name = name, Exact = true }).First);
        await device.Page.Keyboard.PressAsync("Enter");
    }

    private async Task IsSeenAsync()
    {
        var unseen = await device.Page.EvaluateAsync<string?>("""
            () => {
              const focused = document.activeElement;
              if (focused === document.body) return null;
              const style = getComputedStyle(focused);
              const place = focused.getBoundingClientRect();
              const isIn = place.bottom > 0 && place.right > 0 && place.top < innerHeight && place.left < innerWidth;
              return isIn && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1 ? null : focused.outerHTML.slice(0, 200);
            }
            """);
        Assert.True(unseen is null, $"The focus cannot be seen on {unseen}");
    }
}
