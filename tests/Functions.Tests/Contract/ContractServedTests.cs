using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>Those who integrate get the contract from the application itself, without a key.</summary>
public sealed class ContractServedTests
{
    private const int LargestPage = 60_000;
    private const string Shapes = "?part=shapes";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task The_document_is_served_as_it_is_written(string environment)
    {
        await using var app = await TestApp.StartAsync(environment: environment);

        using var answer = await app.Http.GetAsync(new Uri("/api/openapi.yaml", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/yaml", answer.Content.Headers.ContentType!.ToString());
        var served = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.StartsWith("openapi: 3.1.", served, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Written(), Cancellation), served);
    }

    [Fact]
    public async Task The_page_shows_every_call_and_every_shape_and_each_of_its_links_leads_somewhere()
    {
        var page = await new HtmlParser().ParseDocumentAsync((await PageAsync()).Html, Cancellation);
        var shapes = await new HtmlParser().ParseDocumentAsync((await PageAsync(Shapes)).Html, Cancellation);

        var codes = page.QuerySelectorAll("h3 + p code").Select(code => code.TextContent)
            .Where(code => code.Contains(" /", StringComparison.Ordinal));
        Assert.Equal(
            ContractDocument.Served.Calls.Select(call => $"{call.Method} {call.Path}").Order(StringComparer.Ordinal),
            codes.Order(StringComparer.Ordinal));
        List<string> places = ["?", Shapes, "openapi.yaml", .. Places(shapes, Shapes)];
        foreach (var one in new[] { page, shapes })
        {
            var ids = one.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
            Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
            Assert.All(Links(one), link => Assert.Contains(link, places.Concat(Places(one, "")), StringComparer.Ordinal));
        }

        Assert.Contains($"{Shapes}#Engagement", Links(page), StringComparer.Ordinal);

        Assert.Equal("whole number, 6 to 12. Length of the program.", Holds("StartRequest", "months"));
        Assert.Equal("whole number, 1 to 12; 3 when left out or null. Hours of coaching a month.", Holds("StartRequest", "hoursPerMonth?"));
        Assert.Equal(
            "list of 1 to 5 PersonRequest. Who pays and agrees the outcomes. Distinct addresses, none the leader's or the coach's.",
            Holds("StartRequest", "sponsors"));
        Assert.Equal("whole number, 1 to 200; 50 when left out. How many at most.", Holds("listEngagements", "limit?"));
        Assert.Equal("urn:coachingworkflow:problem:unauthorized", Holds("UnauthorizedProblem", "type"));

        string? Holds(string place, string name) => new[] { page, shapes }.SelectMany(one => one.QuerySelectorAll($"#{place} ~ dl dt"))
            .FirstOrDefault(term => term.TextContent == name)?.NextElementSibling?.TextContent;

        static IEnumerable<string> Places(IDocument page, string address) =>
            page.QuerySelectorAll("[id]").Select(element => $"{address}#{element.Id}");

        static IEnumerable<string> Links(IDocument page) => page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Shapes)]
    public async Task The_page_is_small_valid_HTML_without_script_under_the_policy_of_the_other_pages(string part)
    {
        HtmlValidator.Require();
        var (answer, html) = await PageAsync(part);

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal([PageSecurity.ContentSecurityPolicy], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 20_000, LargestPage);
        Assert.Equal("", await HtmlValidator.FindAsync([("contract", html)], areMails: false, Cancellation));
    }

    private static async Task<(HttpResponseMessage Answer, string Html)> PageAsync(string part = "")
    {
        await using var app = await TestApp.StartAsync();
        var answer = await app.Http.GetAsync(new Uri("/api/docs" + part, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static string Written()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return Path.Combine(folder.FullName, "docs", "openapi.yaml");
    }
}
