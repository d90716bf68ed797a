namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Others kept changing an engagement's journal while something was to be appended.</summary>
/// <param name="engagement">The engagement's id.</param>
internal sealed class JournalContendedException(string engagement)
    : Exception($"The journal of engagement {engagement} kept changing; nothing was appended.");
