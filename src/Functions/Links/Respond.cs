using System.Globalization;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Step 3: a rater answers.</summary>
internal sealed class Respond(
    LinkRenderer renderer, EngagementRepository engagements, LinkFinder finder, Closed closed, Unconfirmed unconfirmed)
    : OneEffectPage(engagements, finder, closed, unconfirmed)
{
    // What programs that follow a mail's link send for an outcome's rating; the page's own inputs are named as the JSON is.
    private const string ByOutcome = "rating-";

    private static readonly Dictionary<string, string> SentencesWhenMissing = new(StringComparer.Ordinal)
    {
        ["$.strengths"] = "Please write what works well.",
        ["$.growth"] = "Please write where the leader can grow.",
    };

    public override LinkPurpose Purpose => LinkPurpose.Respond;

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, RespondView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = RespondView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened));
        return await renderer.RenderAsync<RespondPage>(StatusOf(form), (nameof(RespondPage.View), view), (nameof(RespondPage.Form), form));
    }

    protected override Command Read(OpenedLink opened, PostedForm form)
    {
        foreach (var (row, outcome) in opened.Engagement.Cycle.Context!.Items.Index())
        {
            if (form.Text(ByOutcome + outcome.Id) is not { } rating)
                continue;
            form.Set(string.Create(CultureInfo.InvariantCulture, $"ratings[{row}].outcomeId"), outcome.Id);
            form.Set(string.Create(CultureInfo.InvariantCulture, $"ratings[{row}].value"), rating);
        }

        var response = form.Check<RaterResponseBody, RespondAsRater>(input => !input.StartsWith(ByOutcome, StringComparison.Ordinal));
        return response with { Rater = opened.Link.Recipient, Link = opened.Link.Id };
    }

    protected override IReadOnlyDictionary<string, string> WhenMissing(OpenedLink opened) => SentencesWhenMissing;
}
