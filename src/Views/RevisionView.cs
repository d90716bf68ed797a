using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>A revision of the program design with what leader and sponsors decided on it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="DesignedOn">The day, in the engagement's time zone.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Design">Themes, practices, exercises and reading; null once erased.</param>
/// <param name="Decisions">Who decided what, and the comments, in the order of deciding.</param>
public sealed record RevisionView(
    int Number, DateOnly DesignedOn, RevisionState State, ProgramDesign? Design, ImmutableArray<RevisionDecisionView> Decisions)
{
    internal static IEnumerable<DocumentRef> DocumentsNeeded(Cycle cycle) =>
        cycle.Revisions.SelectMany(revision => revision.Decisions.Select(decision => decision.Texts).Prepend(revision.Design));

    internal static ImmutableArray<RevisionView> Of(Engagement engagement, Cycle cycle, DocumentTexts texts) =>
    [
        .. cycle.Revisions.Select(revision => new RevisionView(
            revision.Number,
            engagement.DayOf(revision.DesignedAt),
            StateOf(engagement, cycle, revision),
            texts.Design(revision.Design),
            [.. revision.Decisions.Select(decision => RevisionDecisionView.Of(engagement, decision, texts))])),
    ];

    private static RevisionState StateOf(Engagement engagement, Cycle cycle, ProgramRevision revision)
    {
        if (revision.IsReturned)
            return RevisionState.Returned;
        if (revision != cycle.Revision)
            return RevisionState.Replaced;
        if (cycle.Commitment is null)
            return RevisionState.UnderReview;
        return cycle == engagement.Cycle ? RevisionState.InForce : RevisionState.WasInForce;
    }
}

/// <summary>Where a revision stands.</summary>
public enum RevisionState
{
    /// <summary>Leader and sponsors are deciding on it.</summary>
    UnderReview,

    /// <summary>Someone asked for changes.</summary>
    Returned,

    /// <summary>A newer one has taken its place.</summary>
    Replaced,

    /// <summary>It is the program.</summary>
    InForce,

    /// <summary>It was the program until its cycle was closed.</summary>
    WasInForce,
}

/// <summary>What someone decided on a revision.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">Leader or sponsor.</param>
/// <param name="Committed">Committed, or asked for changes.</param>
/// <param name="On">The day, in the engagement's time zone.</param>
/// <param name="Comment">The comment, if there was one.</param>
public sealed record RevisionDecisionView(string Name, Role Role, bool Committed, DateOnly On, string? Comment)
{
    internal static RevisionDecisionView Of(Engagement engagement, DesignDecision decision, DocumentTexts texts)
    {
        var person = engagement.Find(decision.Person)!;
        return new RevisionDecisionView(
            texts.Name(person), person.Role, decision.Committed, engagement.DayOf(decision.At), texts.CommentOf(decision));
    }
}
