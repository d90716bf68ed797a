using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>A changed address: whoever has it confirms it, who had it may object, and others decide.</summary>
internal static class AddressPages
{
    public static SamplePage[] All { get; } =
    [
        new("address asked", story => AskedAsync(story.Moved(Leader))),
        new("address with mistakes", story => AskedAsync(story.Moved(Leader), story.Mistaken(AddressForm.Answer, AddressForm.Read))),
        new("address objected", story => AnsweredAsync(story, confirm: false)),
        new("address confirmed", story => AnsweredAsync(story, confirm: true)),
        new("unconfirmed", story => UnconfirmedAsync(story.Moved(Sponsor), LinkPurpose.Progress)),
        new("unconfirmed, to decide", story => UnconfirmedAsync(story.Moved(Sponsor), LinkPurpose.Decide)),
        new("unconfirmed, objected", story => UnconfirmedAsync(story.Answered(Sponsor, confirm: false), LinkPurpose.Decide)),
        new("workspace, unconfirmed", story => Rendering.WorkspaceAsync(story.Moved(Coach))),
        new("workspace, objected", story => Rendering.WorkspaceAsync(story.Answered(Coach, confirm: false))),
        new("workspace, an address to confirm", story => Rendering.WorkspaceAsync(story.Moved(Leader))),
        new("workspace, change of address", story => Rendering.WorkspaceAsync(story.Moved(Leader), ChangeOf(Leader(story.Engagement)))),
        new("workspace, change of address with mistakes", story => Rendering.WorkspaceAsync(
            story.Moved(Leader), ChangeOf(Leader(story.Engagement)), story.Mistaken(AddressForm.Answer, AddressForm.Read))),
        new("workspace, change of address settled", story => Rendering.WorkspaceAsync(
            story.Answered(Leader, confirm: true), new PagePart(AddressForm.Name, "somebody"))),
        new("program, addresses", story => Rendering.ProgramAsync(story.Answered(Sponsor, confirm: false))),
        new("program, change of address", story => Rendering.ProgramAsync(story.Moved(Coach), ChangeOf(Coach(story.Engagement)))),
    ];

    private static Person Leader(Engagement engagement) => engagement.Leader;

    private static Person Coach(Engagement engagement) => engagement.Coach;

    private static Person Sponsor(Engagement engagement) => engagement.Sponsors.First();

    private static PagePart ChangeOf(Person person) => new(AddressForm.Name, person.Id);

    private static Task<string> AskedAsync(Story story, FormState? form = null) =>
        Rendering.AddressAsync(story, story.LinkOf(story.Engagement.Leader, LinkPurpose.Address), form);

    // What the link shows that was answered through, before another mail goes.
    private static Task<string> AnsweredAsync(Story story, bool confirm)
    {
        var link = story.Moved(Leader).LinkOf(story.Engagement.Leader, LinkPurpose.Address);
        story.Do(new UseLink(link.Id, new AnswerOnAddress(link.Recipient, confirm, link.Id)));
        return Rendering.AddressAsync(story, link);
    }

    private static Task<string> UnconfirmedAsync(Story story, LinkPurpose purpose) =>
        Rendering.UnconfirmedAsync(story, story.LinkOf(story.Engagement.Sponsors.First(), purpose));
}
