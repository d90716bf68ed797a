namespace CoachingWorkflow.Pages;

/// <summary>The fields of the form <see cref="CoachForm.Raters"/>: several people at once. Rows left empty do not count.</summary>
public static class RatersForm
{
    /// <summary>How many rows there are, numbered from 1. Who has more to name sends the form again.</summary>
    public const int Count = 8;

    /// <summary>The rater's name.</summary>
    /// <param name="row">From 1.</param>
    public static string Name(int row) => $"rater-{WorkspaceForm.Number(row)}-name";

    /// <summary>The rater's address.</summary>
    /// <param name="row">From 1.</param>
    public static string Email(int row) => $"rater-{WorkspaceForm.Number(row)}-email";

    /// <summary>Where the rater stands to the leader: <c>boss</c>, <c>team</c>, <c>peer</c> or <c>other</c>.</summary>
    /// <param name="row">From 1.</param>
    public static string Relationship(int row) => $"rater-{WorkspaceForm.Number(row)}-relationship";

    /// <summary>All fields of a row.</summary>
    /// <param name="row">From 1.</param>
    public static IReadOnlyList<string> FieldsOf(int row) => [Name(row), Email(row), Relationship(row)];
}
