namespace CoachingWorkflow.Views;

/// <summary>
/// What the holder of a former address is asked: whether the one that has taken its place is theirs. Nothing of the coaching is in it.
/// </summary>
/// <param name="Name">Whose address was changed.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Decider">Who decides otherwise.</param>
/// <param name="Present">The new address; null if it was erased.</param>
/// <param name="State">How it stands.</param>
/// <param name="CanAnswer">Whether it can still be answered.</param>
/// <param name="Days">For how many days an objection keeps others from confirming the address.</param>
public sealed record AddressChangeView(
    string Name, string Firm, string Decider, string? Present, AddressState State, bool CanAnswer, int Days)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="link">A link for an answer on a change of address.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, Link link)
    {
        var person = engagement.Find(link.Recipient)!;
        return [person.Details, AddressRules.DeciderOn(engagement, person).Details];
    }

    /// <summary>The view of the link.</summary>
    /// <param name="link">A link for an answer on a change of address.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static AddressChangeView Of(Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm)
    {
        var person = engagement.Find(link.Recipient)!;
        var texts = new DocumentTexts(documents);
        return new AddressChangeView(
            texts.Name(person), firm, texts.Name(AddressRules.DeciderOn(engagement, person)), texts.Email(person.Details), person.Address,
            person.Former is { IsAsked: true }, engagement.Policy.AddressObjectionDays);
    }
}
