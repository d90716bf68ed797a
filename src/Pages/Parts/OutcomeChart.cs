using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CoachingWorkflow.Pages;

/// <summary>
/// An outcome over time as a small drawing: the baseline, the readings, the target. The table beside it says the same to screen
/// readers. (Written out because Razor takes SVG's <c>text</c> element for its own.)
/// </summary>
public sealed class OutcomeChart : ComponentBase
{
    private const double Left = 8;
    private const double Right = 312;
    private const double Top = 20;
    private const double Bottom = 92;
    private const double Dates = 126;

    // More of them would be a thicker line.
    private const int MostDots = 40;

    /// <summary>The outcome.</summary>
    [Parameter, EditorRequired]
    public required OutcomeProgressView Outcome { get; set; }

    /// <summary>The first day.</summary>
    [Parameter, EditorRequired]
    public DateOnly From { get; set; }

    /// <summary>The last day.</summary>
    [Parameter, EditorRequired]
    public DateOnly To { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var target = Y(Outcome.Target);
        var points = Outcome.Readings.Select(reading => (X: X(reading.On), Y: Y(reading.Value))).Prepend((X: Left, Y: Y(Outcome.Baseline)))
            .ToList();

        Open(builder, "svg", ("class", "chart"), ("viewBox", "0 0 320 130"), ("aria-hidden", "true"));
        Shape(builder, "line", ("class", "target"), ("x1", In(Left)), ("y1", In(target)), ("x2", In(Right)), ("y2", In(target)));
        Shape(
            builder, "polyline", ("class", "actual"), ("points", string.Join(' ', points.Select(point => $"{In(point.X)},{In(point.Y)}"))));
        foreach (var (x, y) in points.Count <= MostDots ? points : [])
            Shape(builder, "circle", ("class", "reading"), ("cx", In(x)), ("cy", In(y)), ("r", "3.5"));

        Label(builder, Right, target - 6, "end", $"Target {Words.Of(Outcome.Target)}");
        Label(builder, Left, points[0].Y + (points[0].Y > target ? 16 : -8), "start", $"Baseline {Words.Of(Outcome.Baseline)}");
        Label(builder, Left, Dates, "start", Day(From));
        Label(builder, Right, Dates, "end", Day(To));
        builder.CloseElement();
    }

    private static void Label(RenderTreeBuilder builder, double x, double y, string anchor, string text)
    {
        Open(builder, "text", ("x", In(x)), ("y", In(y)), ("text-anchor", anchor));
        builder.AddContent(2, text);
        builder.CloseElement();
    }

    private static void Shape(RenderTreeBuilder builder, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(builder, element, attributes);
        builder.CloseElement();
    }

    // A drawing is rendered once to text and never compared with another, so sequence numbers do not matter.
    private static void Open(RenderTreeBuilder builder, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        builder.OpenElement(0, element);
        foreach (var (name, value) in attributes)
            builder.AddAttribute(1, name, value);
    }

    private static string In(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private double X(DateOnly day)
    {
        var share = To > From ? (double)(day.DayNumber - From.DayNumber) / (To.DayNumber - From.DayNumber) : 0;
        return Left + (Math.Clamp(share, 0, 1) * (Right - Left));
    }

    private double Y(decimal value)
    {
        var values = Outcome.Readings.Select(reading => reading.Value).Append(Outcome.Baseline).Append(Outcome.Target)
            .Select(one => (double)one).ToList();
        var (lowest, highest) = (values.Min(), values.Max());
        return highest > lowest ? Bottom - (((double)value - lowest) / (highest - lowest) * (Bottom - Top)) : (Top + Bottom) / 2;
    }
}
