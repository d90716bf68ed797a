namespace CoachingWorkflow.Pages.Tests;

public sealed class ListPageTests
{
    [Fact]
    public void The_pages_of_a_list_have_each_item_once_in_order_and_the_newest_comes_first() =>
        Assert.All(Enumerable.Range(0, 100), length =>
        {
            int[] items = [.. Enumerable.Range(1, length)];
            var newest = ListPage.Of(items);
            var pages = Enumerable.Range(1, newest.Count).Select(number => ListPage.Of(items, number)).ToList();

            Assert.Equal(newest.Count, newest.Number);
            Assert.Equal(newest.Items, pages[^1].Items);
            Assert.Equal(items, pages.SelectMany(page => page.Items));
            Assert.All(pages.Skip(1), page => Assert.Equal(12, page.Items.Count));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(null)]
    public void A_page_that_is_none_is_the_newest(int? number) =>
        Assert.Equal(3, ListPage.Of<int>([.. Enumerable.Range(1, 30)], number).Number);
}
