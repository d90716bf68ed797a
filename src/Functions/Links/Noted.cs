using System.Globalization;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// What a page says of what its reader has just recorded. The address names the fact, and the journal says whether it is there, the
/// reader's own and of a moment ago: a page says the truth, whatever address somebody makes up.
/// </summary>
internal sealed class Noted(IEngagementStore store, TimeProvider clock)
{
    private const string Parameter = "noted";

    // How many facts a form records at most, of which the address may name the last.
    private const int MostFacts = 50;

    private static readonly TimeSpan AMoment = TimeSpan.FromMinutes(10);

    /// <summary>The page that says what a form has recorded.</summary>
    public static SeeOther Page(CoachForm form, CommandOutcome.Done done)
    {
        var index = done.Facts.Index().FirstOrDefault(fact => form.Records(fact.Item), (Index: -1, Item: null!)).Index;
        return index < 0 ? new SeeOther("?") : Page(done.Engagement.Length - done.Facts.Count + 1 + index);
    }

    /// <summary>The page that says what a fact has recorded.</summary>
    public static SeeOther Page(long fact) => new(string.Create(CultureInfo.InvariantCulture, $"?{Parameter}={fact}"));

    /// <summary>The words; null when there is nothing to say.</summary>
    public async Task<string?> WordsAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        if (!long.TryParse(request.Query[Parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1 || number > opened.Engagement.Length)
            return null;

        var facts = await store.ReadAsync(opened.Engagement.Id, Math.Max(0, number - MostFacts), cancellation);
        if (facts.FirstOrDefault(entry => entry.Number == number) is not { } noted || noted.By != opened.Link.Recipient
            || clock.GetUtcNow() - noted.At >= AMoment)
            return null;

        var ofOneForm = noted.Command is { } form ? facts.Where(entry => entry.Command?.Id == form.Id) : [noted];
        return CoachForms.All.FirstOrDefault(candidate => ofOneForm.Any(entry => candidate.Records(entry.Fact)))?.Done;
    }
}
