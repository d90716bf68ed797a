using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Where an engagement stands, as leader and sponsors may see it: the step, and who owes what; raters by group only.</summary>
/// <param name="Status">How the engagement stands as a whole.</param>
/// <param name="Step">The step that is shown.</param>
/// <param name="WaitingFor">What is open now.</param>
/// <param name="Cycles">How many cycles there are, the present one included.</param>
public sealed record StandingView(EngagementStatus Status, Step Step, ImmutableArray<WaitingView> WaitingFor, int Cycles)
{
    /// <summary>The documents that <see cref="Of"/> needs: names.</summary>
    /// <param name="engagement">The engagement.</param>
    public static IEnumerable<DocumentRef> DocumentsNeeded(Engagement engagement) => engagement.People.Select(person => person.Details);

    /// <summary>Where the engagement stands.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="documents">Holds the names.</param>
    /// <param name="now">The present; what arises later is not waited for yet.</param>
    public static StandingView Of(Engagement engagement, IReadOnlyDictionary<string, Document> documents, DateTimeOffset now)
    {
        var open = Agenda.DebtsOf(engagement).Where(debt => debt.Since <= now).ToList();
        var named = open.Where(debt => debt.Kind != DebtKind.RaterResponse)
            .Select(debt => new WaitingView(documents.NameOf(debt.Debtor), DebtWords.Of(debt), debt.Due));
        var silent = open.Where(debt => debt.Kind == DebtKind.RaterResponse).ToList();
        var grouped =
            from asked in RaterGroups.Of(engagement.Cycle, engagement.Policy, _ => true)
            where asked.IsLargeEnough
            let debts = silent.FindAll(debt => asked.Relationships.Contains(debt.Debtor.Relationship!.Value))
            where debts.Count > 0
            select new WaitingView(Silent(asked, debts.Count), DebtWords.Of(debts[0]), LastDue(engagement, asked));

        return new StandingView(engagement.Status, engagement.Cycle.Step, [.. named, .. grouped], engagement.Cycles.Count);
    }

    // The last day of all who were asked: the day of those who are silent would tell them from others who were asked on another day.
    private static DateOnly LastDue(Engagement engagement, RaterGroup asked) =>
        asked.Raters.Max(rater => StepRules.DueAfter(engagement, Step.ThreeSixtyInterviews, rater.AddedAt));

    // A group of one or two would say who is silent; it is counted with the others, or waited for as "360-degree interviews" only.
    private static string Silent(RaterGroup asked, int silent) =>
        asked is { Relationships: [Relationship.Boss], Raters.Count: 1 }
            ? "The boss"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{silent} of {asked.Raters.Count} in the group “{Words.Listed([.. asked.Relationships.Select(DebtWords.Group)])}”");
}

/// <summary>Something that is waited for.</summary>
/// <param name="Who">A name, or how many of a group of raters.</param>
/// <param name="Owes">What is owed.</param>
/// <param name="Due">The day on which it is due.</param>
public sealed record WaitingView(string Who, string Owes, DateOnly Due);
