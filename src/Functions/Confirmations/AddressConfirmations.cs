using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Confirmations;

/// <summary>
/// Carries a confirmed change of address to the firm's other engagements. What is remembered is who confirmed which address in the place of
/// which: a firm that plays coach or leader in an engagement of its own making can confirm nothing elsewhere.
/// </summary>
/// <param name="confirmed">Remembers them.</param>
/// <param name="store">Holds the addresses.</param>
/// <param name="tokens">Holds the keys.</param>
internal sealed class AddressConfirmations(IConfirmedAddresses confirmed, IEngagementStore store, LinkTokens tokens)
{
    private const string What = "confirmed address";

    /// <summary>Remembers that a person's present address was confirmed.</summary>
    /// <param name="engagement">The engagement, with the former address still in it.</param>
    /// <param name="id">The person's id.</param>
    /// <param name="by">Who confirmed it.</param>
    public async Task RememberAsync(Engagement engagement, string id, AddressConfirmer by, CancellationToken cancellation)
    {
        var person = engagement.Find(id)!;
        if (person.Former is not { } former)
            return;
        var read = await ReadAsync(engagement, person, cancellation);
        if (read(former.Details) is not { } before || read(person.Details) is not { } present
            || (by == AddressConfirmer.FormerAddress
                ? before : read(AddressRules.DeciderOn(engagement, person).Details)) is not { } confirmer)
            return;
        await confirmed.AddAsync(
            Convert.ToHexStringLower(tokens.Sign(What, Subject(engagement, confirmer, before, present))), cancellation);
    }

    /// <summary>Whether a person's present address, which is not confirmed here, was confirmed in another engagement.</summary>
    public async Task<bool> KnowsAsync(Engagement engagement, Person person, CancellationToken cancellation)
    {
        if (person is not { Address: AddressState.Unconfirmed, Former: { } former })
            return false;
        var read = await ReadAsync(engagement, person, cancellation);
        return await KnowsAsync(engagement, person, read(former.Details), read(person.Details), cancellation);
    }

    /// <summary>Whether a change of a person's address was confirmed in another engagement.</summary>
    /// <param name="person">The person, before the change.</param>
    /// <param name="email">The new address.</param>
    public async Task<bool> KnowsAsync(Engagement engagement, Person person, string email, CancellationToken cancellation)
    {
        var read = await ReadAsync(engagement, person, cancellation);
        return await KnowsAsync(
            engagement, person, read(AddressRules.LastKnown(person).Details), new PersonDetails("", email), cancellation);
    }

    private async Task<bool> KnowsAsync(
        Engagement engagement, Person person, PersonDetails? before, PersonDetails? present, CancellationToken cancellation)
    {
        if (before is null || present is null)
            return false;

        var decider = AddressRules.DeciderOn(engagement, person);
        var read = await ReadAsync(engagement, decider, cancellation);
        IEnumerable<PersonDetails?> confirmers = decider.IsConfirmed ? [before, read(decider.Details)] : [before];
        foreach (var confirmer in confirmers.OfType<PersonDetails>())
        {
            foreach (var signature in tokens.Signatures(What, Subject(engagement, confirmer, before, present)))
            {
                if (await confirmed.HasAsync(Convert.ToHexStringLower(signature), cancellation))
                    return true;
            }
        }

        return false;
    }

    private async Task<Func<DocumentRef, PersonDetails?>> ReadAsync(Engagement engagement, Person person, CancellationToken cancellation)
    {
        DocumentRef?[] needed = [person.Details, person.Former?.Details, AddressRules.DeciderOn(engagement, person).Details];
        var documents = await store.ReadDocumentsAsync(engagement.Id, [.. needed.OfType<DocumentRef>()], cancellation);
        return reference => documents.GetValueOrDefault(reference.Id) as PersonDetails;
    }

    private static string Subject(Engagement engagement, params ReadOnlySpan<PersonDetails> parts)
    {
        var subject = engagement.FirmId;
        foreach (var part in parts)
            subject += $"\n{part.Email.ToLowerInvariant()}";
        return subject;
    }
}
