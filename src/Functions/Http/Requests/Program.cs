using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>A theme, practice, exercise or book, as the body has it.</summary>
internal sealed record DesignItemObject : RequestObject
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }
}

/// <summary>A program design, as the body has it: the body of step 4, and the corrections of step 7.</summary>
internal sealed record DesignBody : RequestBody<DesignProgram>
{
    private const int MostItems = 50;

    /// <summary>The assessment.</summary>
    public IReadOnlyList<DesignItemObject?>? Themes { get; init; }

    /// <summary>What to practice.</summary>
    public IReadOnlyList<DesignItemObject?>? Practices { get; init; }

    /// <summary>What to do.</summary>
    public IReadOnlyList<DesignItemObject?>? Exercises { get; init; }

    /// <summary>What to read.</summary>
    public IReadOnlyList<DesignItemObject?>? Reading { get; init; }

    /// <summary>The newest revision as a form comes filled with it; null before there is one.</summary>
    public static DesignBody? Of(WorkspaceView view) => view.Revisions is not [.., { Design: { } design }] ? null : new DesignBody
    {
        Themes = Items(design.Themes),
        Practices = Items(design.Practices),
        Exercises = Items(design.Exercises),
        Reading = Items(design.Reading),
    };

    /// <inheritdoc/>
    public override DesignProgram Check(Validation check) => new(Check(check, "$"));

    private static IReadOnlyList<DesignItemObject> Items(ImmutableArray<DesignItem> items) =>
        [.. items.Select(item => new DesignItemObject { Title = item.Title, Description = item.Description })];

    internal ProgramDesign Check(Validation check, string path)
    {
        if ((Themes?.Count ?? 0) + (Practices?.Count ?? 0) + (Exercises?.Count ?? 0) + (Reading?.Count ?? 0) == 0)
            check.AddError(path, "must have at least one theme, practice, exercise or reading");

        return new ProgramDesign(
            Items("themes", Themes), Items("practices", Practices), Items("exercises", Exercises), Items("reading", Reading));

        ImmutableArray<DesignItem> Items(string name, IReadOnlyList<DesignItemObject?>? items) =>
            check.List($"{path}.{name}", items, 0, MostItems, (item, value) => new DesignItem(
                check.Name($"{item}.title", value.Title), check.OptionalText($"{item}.description", value.Description) ?? ""));
    }
}
