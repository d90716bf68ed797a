using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>A coaching meeting as coach and leader see it, with notes and readings.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How coach and leader met.</param>
/// <param name="Notes">For coach and leader only.</param>
/// <param name="Summary">What the coach wrote for all, if anything.</param>
/// <param name="Readings">Where outcomes stood, released or not.</param>
public sealed record SessionNotesView(
    string Id, DateOnly HeldOn, int Minutes, SessionMode Mode, string? Notes, string? Summary, ImmutableArray<Reading> Readings)
{
    internal static ImmutableArray<SessionNotesView> Of(Cycle cycle, DocumentTexts texts) =>
    [
        .. from session in cycle.Sessions
           orderby session.HeldOn
           select new SessionNotesView(
               session.Id, session.HeldOn, session.Minutes, session.Mode, texts.NotesOf(session), texts.SummaryOf(session),
               session.Readings),
    ];
}
