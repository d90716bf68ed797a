using System.Text;

namespace CoachingWorkflow.Pages;

/// <summary>Renders a mail's words as HTML and as text; both say the same.</summary>
/// <param name="pages">Renders the HTML.</param>
public sealed class MailRenderer(PageRenderer pages)
{
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
        foreach (var paragraph in view.Paragraphs)
            Add(paragraph);
        if (view.Action is { } action)
            Add($"{action.Label}:\n{action.Href}");
        foreach (var paragraph in view.Closing)
            Add(paragraph);
        Add(view.Firm);
        Add($"-- \n{view.Why}");
        return text.ToString();

        void Add(string paragraph) => text.Append(text.Length == 0 ? "" : "\n").Append(paragraph).Append('\n');
    }
}
