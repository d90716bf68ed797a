using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>One of the coach's forms, open.</summary>
/// <param name="Name">Says which, in the tests' names.</param>
/// <param name="Tell">Tells a story that has not begun until the form is open.</param>
/// <param name="PartIn">Which part of the workspace the form is, once the story is told.</param>
internal sealed record CoachFormPage(string Name, Func<Story, Story> Tell, Func<Story, PagePart> PartIn)
{
    public CoachFormPage(string name, Func<Story, Story> tell, string form)
        : this(name, tell, _ => new PagePart(form))
    {
    }

    public (Story Story, PagePart Part) Open(Story story) => (Tell(story), PartIn(story));

    public Task<string> HtmlAsync(Story story) => Rendering.WorkspaceAsync(Tell(story), PartIn(story));
}
