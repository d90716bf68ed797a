using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CoachingWorkflow.Pages;

/// <summary>Renders a mail's words as HTML and as text; both say the same.</summary>
/// <param name="pages">Renders the templates, and the HTML.</param>
public sealed partial class MailRenderer(PageRenderer pages)
{
    // Names may hold characters that XML does not allow; they are the recipients' own.
    private static readonly XmlReaderSettings AnyCharacter = new() { CheckCharacters = false };

    /// <summary>Writes what a mail tells in the words of its template.</summary>
    /// <param name="mail">What it tells.</param>
    public async Task<MailView> WriteAsync(MailContent mail)
    {
        var words = await WordsAsync<MailLetter>(mail);
        return new MailView(
            mail.Frame.Firm,
            One(words, "title"),
            One(words, "header"),
            words.Element("h1") is { } headline ? Line(headline) : null,
            All(words, "p"),
            Tasks: [],
            ActionOf(mail, words),
            All(words, "footer"),
            One(words, "small"));
    }

    /// <summary>Writes a digest.</summary>
    /// <param name="mail">What it tells.</param>
    /// <param name="tasks">Its lines, as <see cref="TaskAsync"/> writes them.</param>
    public async Task<MailView> WriteAsync(DigestMail mail, ImmutableArray<MailTask> tasks)
    {
        var words = await WordsAsync<DigestLetter>(mail);
        return new MailView(
            mail.Frame.Firm, One(words, "title"), One(words, "header"), Headline: null, All(words, "p"), tasks, Action: null,
            All(words, "footer"), One(words, "small"));
    }

    /// <summary>Writes what a mail tells as one line of a digest, in the words of its own template.</summary>
    /// <param name="mail">What it tells.</param>
    public async Task<MailTask> TaskAsync(MailContent mail)
    {
        var words = await WordsAsync<MailLetter>(mail is RequestMail request ? request with { IsReminder = false, IsLine = true } : mail);
        return new MailTask(One(words, "title"), string.Join(' ', All(words, "li")), ActionOf(mail, words));
    }

    private async Task<XElement> WordsAsync<TLetter>(object mail)
        where TLetter : Microsoft.AspNetCore.Components.IComponent
    {
        var letter = await pages.RenderAsync<TLetter>(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MailLetter.Mail)] = mail });
        using var reader = XmlReader.Create(new StringReader($"<letter>{letter}</letter>"), AnyCharacter);
        return XElement.Load(reader);
    }

    private static MailAction? ActionOf(MailContent mail, XElement words) =>
        mail.Frame.Link is { } link ? new MailAction(LinkRelations.Of(link.Purpose), All(words, "a")[0], link.Href) : null;

    private static string One(XElement words, string name) => Line(words.Element(name)!);

    private static ImmutableArray<string> All(XElement words, string name) => [.. words.Elements(name).Select(Line)];

    /// <summary>The mail as a whole HTML document.</summary>
    /// <param name="view">The mail's words.</param>
    public Task<string> HtmlAsync(MailView view) =>
        pages.RenderAsync<MailPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MailPage.View)] = view });

    /// <summary>The mail as plain text: paragraphs on one line each, an empty line between them.</summary>
    /// <param name="view">The mail's words.</param>
    public static string Text(MailView view)
    {
        var text = new StringBuilder();
        Add(view.Greeting);
        if (view.Headline is { } headline)
            Add(headline);
        foreach (var paragraph in view.Paragraphs)
            Add(paragraph);
        foreach (var task in view.Tasks)
            Add(string.Join('\n', new[] { $"* {task.What}", task.Facts, task.Action is { } link ? $"{link.Label}: {link.Href}" : "" }
                .Where(line => line.Length > 0)));
        if (view.Action is { } action)
            Add($"{action.Label}:\n{action.Href}");
        foreach (var paragraph in view.Closing)
            Add(paragraph);
        Add(view.Firm);
        Add($"-- \n{view.Why}");
        return text.ToString();

        void Add(string paragraph) => text.Append(text.Length == 0 ? "" : "\n").Append(paragraph).Append('\n');
    }

    // A template breaks its lines where it likes; names and places have no line breaks.
    private static string Line(XElement element) => LineBreak().Replace(element.Value, " ").Trim(' ');

    [GeneratedRegex(@" *\n *", RegexOptions.NonBacktracking)]
    private static partial Regex LineBreak();
}
