using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>
/// The part of a page that is shown: a long page would be slow to read and to load. It stands in the address of the page,
/// <c>?part=…&amp;id=…&amp;page=…&amp;cycle=…</c>; an unknown one shows the overview.
/// </summary>
/// <param name="Name">One of the names below, or a form's; null for the overview.</param>
/// <param name="Id">Of a rater, a session, an outcome or (its number) a revision, where the part is about one.</param>
/// <param name="Cycle">The number of an earlier cycle of the engagement; null for the present one.</param>
/// <param name="Page">Which page of a long list; null for the newest.</param>
public sealed record PagePart(string? Name = null, string? Id = null, int? Cycle = null, int? Page = null)
{
    /// <summary>The address's parameter for <see cref="Name"/>.</summary>
    public const string NameParameter = "part";

    /// <summary>The address's parameter for <see cref="Id"/>.</summary>
    public const string IdParameter = "id";

    /// <summary>The address's parameter for <see cref="Cycle"/>.</summary>
    public const string CycleParameter = "cycle";

    /// <summary>The address's parameter for <see cref="Page"/>.</summary>
    public const string PageParameter = "page";

    /// <summary>The meetings, with notes for whom they are.</summary>
    public const string Meetings = "meetings";

    /// <summary>The interview with the leader.</summary>
    public const string Interview = "interview";

    /// <summary>The 360-degree results by group.</summary>
    public const string Results = "results";

    /// <summary>The raters and their answers (the coach's page only).</summary>
    public const string Answers = "answers";

    /// <summary>The readings of an outcome.</summary>
    public const string Readings = "readings";

    /// <summary>A revision of the program design.</summary>
    public const string Revision = "revision";

    /// <summary>The coach's desk: what is to be done for all leaders (the coach's page only).</summary>
    public const string Desk = "desk";

    /// <summary>Where the page begins.</summary>
    public static PagePart Overview { get; } = new();

    /// <summary>The address of the part, relative to the page's own.</summary>
    public string Href
    {
        get
        {
            (string Name, string? Value)[] parameters =
            [
                (NameParameter, Name), (IdParameter, Id), (PageParameter, Page?.ToString(CultureInfo.InvariantCulture)),
                (CycleParameter, Cycle?.ToString(CultureInfo.InvariantCulture)),
            ];
            var given = parameters.Where(parameter => parameter.Value is not null)
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
            return $"?{string.Join('&', given)}";
        }
    }

    /// <summary>Whether the part shows a revision of the program design.</summary>
    /// <param name="revision">The revision's number.</param>
    internal bool Shows(int revision) => this with { Cycle = null, Page = null } == Of(revision);

    internal static PagePart Of(int revision) => new(Revision, revision.ToString(CultureInfo.InvariantCulture));
}
