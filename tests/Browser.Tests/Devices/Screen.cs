using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>What someone looks at.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Colors">Light or dark.</param>
public sealed record Screen(int Width, int Height, ColorScheme Colors = ColorScheme.Light)
{
    /// <summary>A small phone.</summary>
    public static Screen Phone { get; } = new(320, 640);

    /// <summary>A tablet at night.</summary>
    public static Screen Tablet { get; } = new(768, 1024, ColorScheme.Dark);

    /// <summary>A notebook.</summary>
    public static Screen Desktop { get; } = new(1280, 900);

    public static IReadOnlyList<Screen> All { get; } = [Phone, Tablet, Desktop];
}
