using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>A page of a long list, in the list's order: however long an engagement lasts, no page grows with it.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Number, int Count)
{
    private const int Size = 12;

    /// <summary>A page of a list; the last one, which has the newest, unless a number asks for another.</summary>
    /// <param name="items">Oldest first.</param>
    /// <param name="number">From an address, so it may be anything.</param>
    public static ListPage<T> Of(IReadOnlyList<T> items, string? number = null)
    {
        var count = Math.Max(1, (items.Count + Size - 1) / Size);
        var page = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= 1 && asked <= count
            ? asked : count;
        return new ListPage<T>([.. items.Take(page * Size - (count * Size - items.Count)).TakeLast(Size)], page, count);
    }
}
