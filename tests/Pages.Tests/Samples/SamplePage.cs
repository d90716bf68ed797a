using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>A page in one of its variants.</summary>
/// <param name="Name">Says which, in the tests' names.</param>
/// <param name="HtmlAsync">The page of a story that has not begun.</param>
internal sealed record SamplePage(string Name, Func<Story, Task<string>> HtmlAsync);
