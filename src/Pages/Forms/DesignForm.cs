namespace CoachingWorkflow.Pages;

/// <summary>
/// The fields of the form <see cref="CoachForm.Design"/>, and of the corrections in <see cref="MidReviewForm"/>: for each part
/// rows of a title and a description, numbered from 1. Rows left empty do not count, wherever they stand.
/// </summary>
public static class DesignForm
{
    /// <summary>The assessment.</summary>
    public const string Themes = "theme";

    /// <summary>What to practice.</summary>
    public const string Practices = "practice";

    /// <summary>What to do.</summary>
    public const string Exercises = "exercise";

    /// <summary>What to read.</summary>
    public const string Reading = "book";

    /// <summary>How many rows of a part are read at most.</summary>
    public const int Most = 50;

    /// <summary>The parts, in their order.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Themes, Practices, Exercises, Reading];

    /// <summary>An item's title; needed where its description is filled in.</summary>
    /// <param name="part">One of <see cref="Parts"/>.</param>
    /// <param name="row">From 1.</param>
    public static string Title(string part, int row) => $"{part}-{WorkspaceForm.Number(row)}-title";

    /// <summary>An item's description; optional.</summary>
    /// <param name="part">One of <see cref="Parts"/>.</param>
    /// <param name="row">From 1.</param>
    public static string Description(string part, int row) => $"{part}-{WorkspaceForm.Number(row)}-description";

    internal static FormState Filled(ProgramDesign? design) => WorkspaceForm.Filled(design is null ? [] : FilledRows(design));

    internal static IEnumerable<(string Field, string? Value)> FilledRows(ProgramDesign design) =>
        Rows(Themes, design.Themes).Concat(Rows(Practices, design.Practices)).Concat(Rows(Exercises, design.Exercises)).Concat(Rows(Reading, design.Reading));

    // Always more rows than are filled in: without script, an empty row is the only way to add an item.
    internal static int RowsOf(string part, FormState form) => Math.Min(Most, Math.Max(5, LastFilled(part, form) + 3));

    private static int LastFilled(string part, FormState form) => Enumerable.Range(1, Most).LastOrDefault(row =>
        new[] { Title(part, row), Description(part, row) }.Any(field => form.ValueOf(field) is { Length: > 0 } || form.RecordedBeside(field) is not null));

    private static IEnumerable<(string Field, string? Value)> Rows(string part, IReadOnlyList<DesignItem> items) =>
        items.SelectMany((item, index) => new (string, string?)[]
        {
            (Title(part, index + 1), item.Title), (Description(part, index + 1), item.Description),
        });
}
