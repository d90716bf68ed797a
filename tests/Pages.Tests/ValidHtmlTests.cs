using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

public sealed class ValidHtmlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_valid_HTML_with_hostile_text_too()
    {
        HtmlValidator.Require();
        var pages = new List<(string, string)>();
        foreach (var name in EveryPage.Names.Select(row => row.Data))
        {
            pages.Add((name, await EveryPage.HtmlAsync(name)));
            pages.Add((name + " hostile", await EveryPage.HtmlAsync(name, Hostile.After)));
        }

        Assert.True(pages.Count > 100);
        var findings = await HtmlValidator.FindAsync(pages, areMails: false, Cancellation);
        Assert.True(findings.Length == 0, findings);
    }

    [Fact]
    public async Task What_is_not_valid_is_found()
    {
        HtmlValidator.Require();

        var findings = await HtmlValidator.FindAsync(
            [("bad",
            "<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body><p><ul><li>x</li></ul></p><a id=\"a\"></a><b "
            + "id=\"a\"></b></body></html>")], areMails: false, Cancellation);

        Assert.Contains("no-dup-id", findings, StringComparison.Ordinal);
    }
}
