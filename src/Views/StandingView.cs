using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Views;

/// <summary>Where an engagement stands, as leader and sponsors may see it: the step, and who owes what; raters by group only.</summary>
/// <param name="Status">How the engagement stands as a whole.</param>
/// <param name="Step">The step that is shown.</param>
/// <param name="WaitingFor">What is open now.</param>
/// <param name="Cycles">How many cycles there are, the present one included.</param>
public sealed record StandingView(EngagementStatus Status, Step Step, ImmutableArray<WaitingView> WaitingFor, int Cycles)
{
    /// <summary>The documents that <see cref="Of"/> needs: names.</summary>
    internal static IEnumerable<DocumentRef> DocumentsNeeded(Engagement engagement) => engagement.People.Select(person => person.Details);

    /// <summary>Where the engagement stands, for whoever may know no more than the firm.</summary>
    /// <param name="documents">Holds the names.</param>
    /// <param name="now">The present; what arises later is not waited for yet.</param>
    internal static StandingView Of(Engagement engagement, IReadOnlyDictionary<string, Document> documents, DateTimeOffset now) =>
        Build(engagement, documents, now, CountedGroups.Of);

    /// <summary>Where the engagement stands, for the leader, to whom the boss may stand alone.</summary>
    /// <param name="documents">Holds the names.</param>
    /// <param name="now">The present; what arises later is not waited for yet.</param>
    internal static StandingView ForLeader(Engagement engagement, IReadOnlyDictionary<string, Document> documents, DateTimeOffset now) =>
        Build(engagement, documents, now, CountedGroups.ForLeader);

    private static StandingView Build(
        Engagement engagement, IReadOnlyDictionary<string, Document> documents, DateTimeOffset now,
        Func<Engagement, Cycle, DateTimeOffset, ImmutableArray<CountedGroup>> groups)
    {
        var open = Agenda.ObligationsOf(engagement).Where(obligation => obligation.Since <= now).ToList();
        var named = open.Where(obligation => obligation.Kind != ObligationKind.RaterResponse)
            .Select(obligation => new WaitingView(documents.NameOf(obligation.OwedBy), ObligationWords.Of(obligation), obligation.Due));
        var grouped =
            from obligation in open
            where obligation.Kind == ObligationKind.ThreeSixty
            from asked in groups(engagement, engagement.Cycle, now)
            where asked.Missing > 0
            let obligations = asked.Obligations(engagement, engagement.Cycle)
            select new WaitingView(Silent(asked), ObligationWords.Of(obligations[0]), obligations.Max(owed => owed.Due));

        return new StandingView(engagement.Status, engagement.Cycle.Step, [.. named, .. grouped], engagement.Cycles.Count);
    }

    private static string Silent(CountedGroup group) => group is { Relationships: [Relationship.Boss], Asked: 1 }
        ? "The boss"
        : string.Create(CultureInfo.InvariantCulture, $"{group.Missing} of {group.Asked} in the group “{group.Name}”");
}

/// <summary>Something that is waited for.</summary>
/// <param name="Who">A name, or how many of a group of raters.</param>
/// <param name="Owes">What is owed.</param>
/// <param name="Due">The day on which it is due.</param>
public sealed record WaitingView(string Who, string Owes, DateOnly Due);
