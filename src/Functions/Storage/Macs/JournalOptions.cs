using System.Globalization;
using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Links;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Macs;

/// <summary>The configuration of journals, section <c>Journal</c>.</summary>
internal sealed class JournalOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Journal";

    /// <summary>The keys of the journals' MACs: the first signs, all verify. A key is kept until no journal has a MAC of it.</summary>
    public IList<SigningKey> Keys { get; } = [];

    /// <summary>Today's date (UTC) allows, today only, to take the journals that are there for what was written.</summary>
    public string? Adopt { get; set; }

    /// <summary>Whether journals without a MAC may be taken for what was written, on a day.</summary>
    public bool AdoptsOn(DateOnly today) => Adopt == today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Names the setting that is wrong, at start. It never repeats a secret.</summary>
internal sealed class JournalOptionsValidation(IOptions<LinkOptions> links) : IValidateOptions<JournalOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Mistakes(JournalOptions options)
    {
        foreach (var mistake in SigningKey.Mistakes("Journal:Keys", options.Keys))
            yield return mistake;
        for (var index = 0; index < options.Keys.Count; index++)
        {
            if (LinkKeys().Any(link => link.Secret == options.Keys[index].Secret))
                yield return $"Journal:Keys:{index}:Secret is that of a key of Links:Keys; each needs a secret of its own.";
        }

        // What is wrong with the keys of links is said by themselves.
        IEnumerable<SigningKey> LinkKeys()
        {
            try
            {
                return links.Value.Keys;
            }
            catch (OptionsValidationException)
            {
                return [];
            }
        }

        if (options.Adopt is { Length: > 0 } adopt
            && !DateOnly.TryParseExact(adopt, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return "Journal:Adopt must be today's date, for example 2027-01-31; docs/runbook.md says when it is needed.";
    }
}
