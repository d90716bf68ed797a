namespace CoachingWorkflow.Pages;

/// <summary>A page of a long list, in the list's order.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Count">How many there are.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int Number, int Count);

/// <summary>Takes long lists apart: however long an engagement lasts, no page grows with it.</summary>
internal static class ListPage
{
    private const int Size = 12;

    /// <summary>A page of a list; the last one, which has the newest, unless a number asks for another that there is.</summary>
    /// <param name="items">Oldest first.</param>
    /// <param name="number">From 1, as an address says it.</param>
    public static ListPage<T> Of<T>(IReadOnlyList<T> items, int? number = null)
    {
        var count = Math.Max(1, (items.Count + Size - 1) / Size);
        var page = number is { } asked && asked >= 1 && asked <= count ? asked : count;
        return new ListPage<T>([.. items.SkipLast((count - page) * Size).TakeLast(Size)], page, count);
    }
}
