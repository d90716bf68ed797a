namespace CoachingWorkflow.Pages;

/// <summary>A draft of a form that is kept.</summary>
/// <param name="Stamp">Tells it from later ones.</param>
/// <param name="SavedAt">When it was saved, as people say it.</param>
/// <param name="KeptUntil">The day on which it is deleted, as people say it.</param>
/// <param name="IsHere">Whether it opens on this device.</param>
public sealed record SavedDraft(string Stamp, string SavedAt, string KeptUntil, bool IsHere = true);
