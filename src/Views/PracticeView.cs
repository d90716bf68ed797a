using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>A practice of the newest revision, and how long it has been one.</summary>
/// <param name="Title">What to practice.</param>
/// <param name="Description">What it is about.</param>
/// <param name="SinceRevision">The revision that brought it; it was in every one since.</param>
/// <param name="SinceDay">The day of that revision.</param>
/// <param name="IsInForce">Whether leader and sponsors have committed to the program that it belongs to.</param>
public sealed record PracticeView(string Title, string Description, int SinceRevision, DateOnly SinceDay, bool IsInForce)
{
    internal static ImmutableArray<PracticeView> Of(ImmutableArray<RevisionView> revisions)
    {
        if (revisions is not [.., { Design: { } newest } last])
            return [];
        return
        [
            .. newest.Practices.Select(practice =>
            {
                var since = revisions.Reverse().TakeWhile(revision => Has(revision, practice.Title)).Last();
                return new PracticeView(
                    practice.Title, practice.Description, since.Number, since.DesignedOn, last.State == RevisionState.InForce);
            }),
        ];
    }

    private static bool Has(RevisionView revision, string title) =>
        revision.Design?.Practices.Any(practice => practice.Title == title) == true;
}
