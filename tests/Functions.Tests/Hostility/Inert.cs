using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CoachingWorkflow.Functions.Mail;
using MimeKit;

namespace CoachingWorkflow.Functions.Tests.Hostility;

/// <summary>What documents are made of, so that one with hostile text can be held against one without.</summary>
internal static class Inert
{
    private const char Override = '\u202E';

    /// <summary>The elements of a document, each with the names of its attributes.</summary>
    public static IEnumerable<string> Shapes(string html) => Parse(html).All.Select(element =>
        $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal))}");

    /// <summary>Fails if text that turns its line round reaches words around it.</summary>
    public static void IsIsolated(string html)
    {
        var holders = Parse(html).All.Where(element => element.ChildNodes.Any(
            node => node.NodeType == NodeType.Text && node.TextContent.Contains(Override, StringComparison.Ordinal)));
        Assert.All(holders, holder => Assert.True(holder.LocalName is "bdi" or "title" || holder.HasAttribute("dir"), holder.OuterHtml));
    }

    /// <summary>The message of a mail as it goes over the wire, read again.</summary>
    public static MimeMessage Message(OutgoingMail mail)
    {
        using var wire = new MemoryStream();
        MimeMails.Write(mail, "coaching@example.org", DateTimeOffset.UnixEpoch).WriteTo(wire, TestContext.Current.CancellationToken);
        wire.Position = 0;
        return MimeMessage.Load(wire, TestContext.Current.CancellationToken);
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
