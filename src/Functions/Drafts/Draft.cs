using System.Globalization;
using System.Text.Json.Serialization;

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

    /// <summary>The key of its record.</summary>
    public string Key => string.Create(
        CultureInfo.InvariantCulture, $"{OfEngagement(Engagement)}{Person}/{AddressNumber}/{Form}{(Id is null ? "" : $"/{Id}")}");

    /// <summary>With what the keys of an engagement's drafts begin.</summary>
    public static string OfEngagement(string engagement) => $"{Drafts}{engagement}/";

    public static DraftOf Parse(string key)
    {
        var parts = key.Split('/');
        return new DraftOf(parts[1], parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture), parts[4], parts.ElementAtOrDefault(5));
    }
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
