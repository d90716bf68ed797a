using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>Changed addresses, as coach and leader see them: what waits for the reader, and what happened.</summary>
/// <param name="Own">Whether the reader's own address is confirmed.</param>
/// <param name="ToDecide">New addresses on which the reader decides.</param>
/// <param name="Events">What happened to the addresses of coach, leader and sponsors, oldest first.</param>
public sealed record AddressesView(AddressState Own, ImmutableArray<AddressToDecideView> ToDecide, ImmutableArray<AddressEventView> Events)
{
    /// <summary>The documents that <see cref="Of"/> needs, beside everyone's details.</summary>
    /// <param name="reader">The coach or the leader.</param>
    internal static IEnumerable<DocumentRef> DocumentsNeeded(Engagement engagement, Person reader) =>
        Waiting(engagement, reader).Select(person => person.Former?.Details).OfType<DocumentRef>();

    internal static AddressesView Of(Engagement engagement, Person reader, DocumentTexts texts) => new(
        reader.Address,
        [.. Waiting(engagement, reader).Select(person => AddressToDecideView.Of(engagement, person, texts))],
        [.. engagement.AddressEvents.Select(happened => AddressEventView.Of(engagement, happened, texts))]);

    private static IEnumerable<Person> Waiting(Engagement engagement, Person reader) => reader.IsConfirmed
        ? engagement.People.Where(person => !person.IsConfirmed && AddressRules.DeciderOn(engagement, person).Id == reader.Id)
        : [];
}

/// <summary>A new address on which the reader decides.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Number">Which of the person's addresses it is.</param>
/// <param name="Name">Whose it is said to be.</param>
/// <param name="Role">What the person is to the engagement.</param>
/// <param name="Former">The last address that is known to be theirs; null if it was erased.</param>
/// <param name="Present">The new address; null if it was erased.</param>
/// <param name="State">How it stands.</param>
/// <param name="ConfirmFrom">From this day on it can be confirmed, after an objection; null: now.</param>
public sealed record AddressToDecideView(
    string Id, int Number, string Name, Role Role, string? Former, string? Present, AddressState State, DateOnly? ConfirmFrom)
{
    internal static AddressToDecideView Of(Engagement engagement, Person person, DocumentTexts texts) => new(
        person.Id, person.AddressNumber, texts.Name(person), person.Role, texts.Email(person.Former?.Details), texts.Email(person.Details),
        person.Address,
        person.ObjectedAt is { } at ? engagement.DayOf(at.AddDays(engagement.Policy.AddressObjectionDays)) : null);
}

/// <summary>Something that happened to an address.</summary>
/// <param name="On">The day, in the engagement's time zone.</param>
/// <param name="Name">Whose address.</param>
/// <param name="Role">What the person is to the engagement.</param>
/// <param name="Kind">What happened.</param>
/// <param name="By">Who confirmed it.</param>
/// <param name="Decider">Who decides on it.</param>
public sealed record AddressEventView(DateOnly On, string Name, Role Role, AddressEventKind Kind, AddressConfirmer? By, string Decider)
{
    internal static AddressEventView Of(Engagement engagement, AddressEvent happened, DocumentTexts texts)
    {
        var person = engagement.Find(happened.Person)!;
        return new AddressEventView(
            engagement.DayOf(happened.At), texts.Name(person), person.Role, happened.Kind, happened.By,
            texts.Name(AddressRules.DeciderOn(engagement, person)));
    }
}
