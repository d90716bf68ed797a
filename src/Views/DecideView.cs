using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What the leader or a sponsor reads and decides on in step 5: an allow-list, without interviews, notes and raters.</summary>
/// <param name="Reader">The name of the one who decides.</param>
/// <param name="IsLeader">Whether that is the leader.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Revision">The revision's number.</param>
/// <param name="ContentHash">The hash of the design that is shown: the decision is made on it.</param>
/// <param name="Due">The day on which the decision is due.</param>
/// <param name="Months">Length of the program.</param>
/// <param name="HoursPerMonth">Budget of coaching hours a month.</param>
/// <param name="Design">Themes, practices, exercises and reading.</param>
/// <param name="Outcomes">What the program is for.</param>
/// <param name="Deciders">Who decides, and what they have decided so far.</param>
/// <param name="Requests">The changes that were asked for in the revision before.</param>
public sealed record DecideView(
    string Reader,
    bool IsLeader,
    string Leader,
    string Coach,
    string Firm,
    int Revision,
    string ContentHash,
    DateOnly Due,
    int Months,
    int HoursPerMonth,
    ProgramDesign Design,
    ImmutableArray<OutcomeView> Outcomes,
    ImmutableArray<DeciderView> Deciders,
    ImmutableArray<ChangeRequestView> Requests)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="engagement">The engagement, with a revision under review.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement)
    {
        var cycle = engagement.Cycle;
        return
        [
            .. engagement.People.Select(person => person.Details),
            cycle.Context!.Texts,
            cycle.UnderReview!.Design,
            .. RequestsBefore(cycle).Select(decision => decision.Texts),
        ];
    }

    /// <summary>The view of an open link.</summary>
    /// <param name="engagement">The engagement, with a revision under review.</param>
    /// <param name="link">An open link for a decision.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static DecideView Of(Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm)
    {
        var cycle = engagement.Cycle;
        var revision = cycle.UnderReview!;
        var reader = engagement.Find(link.Recipient)!;

        return new DecideView(
            documents.NameOf(reader),
            reader.Role == Role.Leader,
            documents.NameOf(engagement.Leader),
            documents.NameOf(engagement.Coach),
            firm,
            revision.Number,
            revision.Design.Hash,
            Links.ObligationOf(engagement, link)!.Due,
            cycle.Months,
            cycle.HoursPerMonth,
            documents.Get<ProgramDesign>(revision.Design),
            OutcomeView.Of(cycle, documents),
            [.. LeaderAndSponsorReview.Deciders(engagement).Select(person => new DeciderView(
                documents.NameOf(person), person.Role, cycle.DecisionOf(person.Id, revision.Number)?.Committed))],
            [.. RequestsBefore(cycle).Select(decision => new ChangeRequestView(
                documents.NameOf(engagement.Find(decision.Person)!), documents.Get<DecisionTexts>(decision.Texts).Comment ?? ""))]);
    }

    private static IEnumerable<DesignDecision> RequestsBefore(Cycle cycle) =>
        cycle.Revisions.Find(revision => revision.Number == cycle.UnderReview!.Number - 1)?.Decisions.Where(decision => !decision.Committed)
            ?? [];
}

/// <summary>Someone who decides on the program design.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">Leader or sponsor.</param>
/// <param name="Committed">Whether they have committed to the revision, or asked for changes; null while they have not decided.</param>
public sealed record DeciderView(string Name, Role Role, bool? Committed);

/// <summary>Changes that someone asked for.</summary>
/// <param name="Name">Who.</param>
/// <param name="Comment">What they wrote.</param>
public sealed record ChangeRequestView(string Name, string Comment);
