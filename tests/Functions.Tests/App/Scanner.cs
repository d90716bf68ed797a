using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>
/// What a mail scanner does with links: fetches them, those on their pages too, and presses every button of every form as the form stands.
/// </summary>
internal sealed class Scanner(Browser browser)
{
    /// <summary>Called with each page, those that come back from a form too.</summary>
    public Action<PageReply> Seen { get; init; } = _ => { };

    public int Pages { get; private set; }

    public int Forms { get; private set; }

    public async Task ScanAsync(string link)
    {
        HashSet<string> seen = [link];
        Queue<string> next = new([link]);
        while (next.TryDequeue(out var address))
        {
            var page = await browser.OpenAsync(address);
            Assert.Equal(page.Status, (await browser.HeadAsync(address)).Status);
            Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.Gone, $"{(int)page.Status}: {page.Html}");
            Pages++;
            Seen(page);

            var document = page.Document;
            foreach (var form in document.QuerySelectorAll<IHtmlFormElement>("form"))
            {
                var to = Resolve(address, form.GetAttribute("action") ?? "");
                foreach (var button in form.QuerySelectorAll("button"))
                {
                    var reply = await browser.PostAsync(to, [.. Fields(form), .. Field(button)]);
                    Assert.True((int)reply.Status < 500, reply.Html);
                    Forms++;
                    Seen(reply);
                }
            }

            foreach (var anchor in document.QuerySelectorAll("a[href]").Select(anchor => anchor.GetAttribute("href")!))
            {
                if (!anchor.StartsWith('#') && Resolve(address, anchor) is var other
                    && other.Contains("/api/links/", StringComparison.Ordinal) && seen.Add(other))
                    next.Enqueue(other);
            }
        }
    }

    // What a browser sends of a form that nobody filled in.
    private static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form) =>
        form.Elements.SelectMany(element => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement input => [(input.Name ?? "", input.Value)],
        IHtmlTextAreaElement area => [(area.Name ?? "", area.Value)],
        IHtmlSelectElement select => [(select.Name ?? "", select.Value ?? "")],
        _ => Array.Empty<(string, string)>(),
    }).Where(field => field.Item1.Length > 0);

    private static IEnumerable<(string Name, string Value)> Field(IElement button) =>
        button.GetAttribute("name") is { Length: > 0 } name ? [(name, button.GetAttribute("value") ?? "")] : [];

    private static string Resolve(string address, string href) => new Uri(new Uri(address), href).GetLeftPart(UriPartial.Query);
}
