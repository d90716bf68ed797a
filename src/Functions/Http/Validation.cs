using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Collects what is wrong with a request's values, so that the caller learns all of it at once.</summary>
internal sealed class Validation
{
    /// <summary>What is said of a value that is missing.</summary>
    public const string IsRequired = "is required";

    /// <summary>How many mistakes are named: enough to correct a request, too few to make a long answer of a short one.</summary>
    public const int MostErrors = 20;

    private const decimal LargestNumber = 1_000_000_000_000m;

    private readonly SortedDictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by JSON path; the first mistake of each value.</summary>
    public IReadOnlyDictionary<string, string> Errors => _errors;

    /// <summary>Notes a mistake.</summary>
    /// <param name="path">JSON path of the value.</param>
    /// <param name="error">What it should be.</param>
    public void AddError(string path, string error)
    {
        if (_errors.Count < MostErrors)
            _errors.TryAdd(path, error);
    }

    /// <summary>Ends the request if there were mistakes.</summary>
    /// <exception cref="ProblemException">There were.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new ProblemException(Problem.Values(_errors));
    }

    /// <summary>Refuses members that the contract does not have.</summary>
    /// <param name="path">JSON path of the object.</param>
    /// <param name="body">The object.</param>
    public void NoUnknownMembers(string path, RequestObject body)
    {
        foreach (var name in body.Unknown?.Keys ?? [])
            AddError(IsPlain(name) ? $"{path}.{name}" : path, "is not a member of this request");
    }

    /// <summary>A single line that must be there: a name or title.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string Name(string path, string? value)
    {
        if (BlankText.Is(value))
            AddError(path, IsRequired);
        else if (TextLength.IsTooLongForName(value!.Trim()))
            AddError(path, "must be at most 200 characters");
        else if (value!.Any(character => char.IsControl(character) || character is '\u2028' or '\u2029'))
            AddError(path, "must be one line without control characters");
        return value?.Trim() ?? "";
    }

    /// <summary>As <see cref="Name"/>, for a value that may be left out.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string? OptionalName(string path, string? value) => value is null ? null : Name(path, value);

    /// <summary>A text that must be there; it may have several lines.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string Text(string path, string? value)
    {
        if (BlankText.Is(value))
            AddError(path, IsRequired);
        return OptionalText(path, value) ?? "";
    }

    /// <summary>As <see cref="Text"/>, for a value that may be left out.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string? OptionalText(string path, string? value)
    {
        if (value is not null && TextLength.IsTooLong(value))
            AddError(path, "must be at most 20,000 characters");
        else if (value?.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')) == true)
            AddError(path, "must not hold control characters other than line breaks and tabs");

        // Few programs break a line at Unicode's own separators of lines and paragraphs, and mails go through many.
        return value?.Replace('\u2028', '\n').Replace('\u2029', '\n');
    }

    /// <summary>An email address, without what was copied along with it.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string Email(string path, string? value)
    {
        value = EmailAddress.Clean(value);
        if (string.IsNullOrEmpty(value))
            AddError(path, IsRequired);
        else if (!EmailAddress.IsValid(value))
            AddError(path, "must be an email address, for example name@example.com");
        return value ?? "";
    }

    /// <summary>A time zone by its present IANA name, or null if it may be left out and is.</summary>
    /// <param name="path">JSON path of the value.</param>
    public string? OptionalTimeZone(string path, string? value)
    {
        var zone = value is null ? null : ZoneNames.Current(value.Trim());
        if (zone is not null && !Zones.Exists(zone))
            AddError(path, "must be an IANA time zone, for example Europe/Berlin");
        return zone;
    }

    /// <summary>A whole number within limits.</summary>
    /// <param name="path">JSON path of the value.</param>
    /// <param name="least">The least allowed.</param>
    /// <param name="most">The most allowed.</param>
    public int Number(string path, int? value, int least, int most)
    {
        if (value is null)
            AddError(path, IsRequired);
        else if (value < least || value > most)
            AddError(path, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return value ?? 0;
    }

    /// <summary>A number in an outcome's unit.</summary>
    /// <param name="path">JSON path of the value.</param>
    public decimal Value(string path, decimal? value)
    {
        if (value is null)
            AddError(path, IsRequired);
        else if (Math.Abs(value.Value) > LargestNumber)
            AddError(path, "must be a number between -1,000,000,000,000 and 1,000,000,000,000");
        return value ?? 0;
    }

    /// <summary>A calendar day.</summary>
    /// <param name="path">JSON path of the value.</param>
    public DateOnly Day(string path, string? value)
    {
        if (string.IsNullOrEmpty(value))
            AddError(path, IsRequired);
        else if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            AddError(path, "must be a day, for example 2027-03-01");
        else
            return day;
        return default;
    }

    /// <summary>An instant with its offset.</summary>
    /// <param name="path">JSON path of the value.</param>
    public DateTimeOffset Instant(string path, string? value)
    {
        string[] formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (string.IsNullOrEmpty(value))
            AddError(path, IsRequired);
        else if (!HasOffset(value)
            || !DateTimeOffset.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            AddError(path, "must be a time with its offset, for example 2027-03-01T09:00:00+01:00");
        else
            return instant.ToUniversalTime();
        return default;
    }

    /// <summary>One of a few words.</summary>
    /// <typeparam name="T">The choices; their names in camelCase are the words.</typeparam>
    /// <param name="path">JSON path of the value.</param>
    public T Choice<T>(string path, string? value)
        where T : struct, Enum
    {
        foreach (var choice in Enum.GetValues<T>())
        {
            if (Choices.Of(choice) == value)
                return choice;
        }

        AddError(path, $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(choice => Choices.Of(choice)))}");
        return default;
    }

    /// <summary>A list whose items are checked one by one.</summary>
    /// <typeparam name="TItem">An item as it came.</typeparam>
    /// <typeparam name="TChecked">An item as it is used.</typeparam>
    /// <param name="path">JSON path of the list.</param>
    /// <param name="items">The list; null counts as empty.</param>
    /// <param name="least">The least count allowed.</param>
    /// <param name="most">The greatest count allowed.</param>
    /// <param name="check">Checks an item, given its path.</param>
    public ImmutableArray<TChecked> List<TItem, TChecked>(
        string path, IReadOnlyList<TItem?>? items, int least, int most, Func<string, TItem, TChecked> check)
        where TItem : class
    {
        var count = items?.Count ?? 0;
        if (count < least || count > most)
        {
            AddError(path, string.Create(CultureInfo.InvariantCulture, $"must have {least} to {most} items"));
            return [];
        }

        var good = ImmutableArray.CreateBuilder<TChecked>(count);
        for (var index = 0; index < count; index++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (items![index] is not { } item)
            {
                AddError(itemPath, "must not be null");
                continue;
            }

            if (item is RequestObject body)
                NoUnknownMembers(itemPath, body);
            good.Add(check(itemPath, item));
        }

        return good.ToImmutable();
    }

    // An error must not repeat what a caller sent, apart from a plain member name that helps to find it.
    private static bool IsPlain(string name) => name.Length is > 0 and <= 40 && name.All(char.IsAsciiLetterOrDigit);

    private static bool HasOffset(string value) =>
        value.EndsWith('Z') || value.LastIndexOfAny(['+', '-']) > value.IndexOf('T', StringComparison.Ordinal);
}
