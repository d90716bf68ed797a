using System.Globalization;
using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Links;

namespace CoachingWorkflow.Functions.Drafts;

/// <summary>What somebody has typed into a form and not sent yet. It is in no journal, and nobody else's to see.</summary>
/// <param name="Number">Counts how often it was saved, from 1.</param>
/// <param name="SavedAt">When it was saved last.</param>
/// <param name="Values">What was typed, by field name.</param>
internal sealed record Draft(int Number, DateTimeOffset SavedAt, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Tells it from what was saved before and after it, and from an earlier draft that was sent or discarded.</summary>
    [JsonIgnore]
    public string Stamp => string.Create(CultureInfo.InvariantCulture, $"{SavedAt.UtcTicks}-{Number}");

    /// <summary>The hash of the device on which alone it opens; null if it opens wherever the person's page does.</summary>
    public string? Device { get; init; }

    /// <summary>Whether another says the same, for the same devices.</summary>
    public bool SaysTheSameAs(Draft other) => Device == other.Device && Values.Count == other.Values.Count
        && Values.All(value => other.Values.TryGetValue(value.Key, out var text) && text == value.Value);
}

/// <summary>Whose draft of which form it is.</summary>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Person">The person's id.</param>
/// <param name="AddressNumber">At which of the person's addresses: who has another one may be somebody else.</param>
/// <param name="Form">The form's name.</param>
/// <param name="Id">Whom or which session the form is about, if it is about one.</param>
internal sealed record DraftOf(string Engagement, string Person, int AddressNumber, string Form, string? Id)
{
    public const string Drafts = "drafts/";

    /// <summary>The name of the form with which a rater answers.</summary>
    public const string Respond = "respond";

    private const int LongestId = 64;

    /// <summary>The key of its record.</summary>
    public string Key => string.Create(
        CultureInfo.InvariantCulture, $"{OfEngagement(Engagement)}{Person}/{AddressNumber}/{Form}{(Id is null ? "" : $"/{Id}")}");

    /// <summary>With what the keys of an engagement's drafts begin.</summary>
    public static string OfEngagement(string engagement) => $"{Drafts}{engagement}/";

    /// <summary>The draft of whoever a link was mailed to.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="id">From a URL or a form, so it may be anything.</param>
    /// <returns>Null if there can be none.</returns>
    public static DraftOf? Of(OpenedLink opened, string form, string? id) => id is null || IsId(id)
        ? new DraftOf(opened.Engagement.Id, opened.Link.Recipient, opened.Link.AddressNumber, form, id)
        : null;

    public static DraftOf Parse(string key)
    {
        var parts = key.Split('/');
        return new DraftOf(parts[1], parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture), parts[4], parts.ElementAtOrDefault(5));
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}

/// <summary>What became of a draft that was to be saved.</summary>
internal abstract record DraftOutcome
{
    /// <summary>It is kept.</summary>
    public sealed record Saved : DraftOutcome;

    /// <summary>It is longer than what is kept.</summary>
    public sealed record TooLong : DraftOutcome;

    /// <summary>Another draft of the same form was saved since this one was opened: nothing is written over it unseen.</summary>
    /// <param name="Present">The draft as it is.</param>
    public sealed record SavedElsewhere(Draft Present) : DraftOutcome;
}
