using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Where an engagement stands, as leader and sponsors may see it: the step, and who owes what; raters by group only.</summary>
/// <param name="Status">How the engagement stands as a whole.</param>
/// <param name="Step">The step that is shown.</param>
/// <param name="WaitingFor">What is open now.</param>
public sealed record StandingView(EngagementStatus Status, Step Step, ImmutableArray<WaitingView> WaitingFor)
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
        var grouped = open.Where(debt => debt.Kind == DebtKind.RaterResponse)
            .GroupBy(debt => debt.Debtor.Relationship!.Value)
            .OrderBy(group => group.Key)
            .Select(group => new WaitingView(Silent(engagement, group.Key, group.Count()), DebtWords.Of(group.First()), group.Max(debt => debt.Due)));

        return new StandingView(engagement.Status, engagement.Cycle.Step, [.. named, .. grouped]);
    }

    private static string Silent(Engagement engagement, Relationship group, int silent)
    {
        var asked = engagement.Cycle.Raters.Count(rater => rater.Person.Relationship == group);
        return group == Relationship.Boss && asked == 1
            ? "The boss"
            : string.Create(CultureInfo.InvariantCulture, $"{silent} of {asked} in the group “{DebtWords.Group(group)}”");
    }
}

/// <summary>Something that is waited for.</summary>
/// <param name="Who">A name, or how many of a group of raters.</param>
/// <param name="Owes">What is owed.</param>
/// <param name="Due">The day on which it is due.</param>
public sealed record WaitingView(string Who, string Owes, DateOnly Due);
