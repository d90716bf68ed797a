using System.Globalization;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Step 5: the leader or a sponsor decides on a revision of the design.</summary>
internal sealed class Decide(
    LinkRenderer renderer, EngagementRepository engagements, LinkFinder finder, Closed closed, Unconfirmed unconfirmed)
    : OneEffectPage(engagements, finder, closed, unconfirmed)
{
    private readonly Unconfirmed _unconfirmed = unconfirmed;

    public override LinkPurpose Purpose => LinkPurpose.Decide;

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        if (opened.Recipient is not { IsConfirmed: true })
            return await _unconfirmed.ShowAsync(
                opened, form.Mistakes.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, cancellation);

        var documents = await renderer.ReadAsync(opened, DecideView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = DecideView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened));
        return await renderer.RenderAsync<DecidePage>(StatusOf(form), (nameof(DecidePage.View), view), (nameof(DecidePage.Form), form));
    }

    protected override Command Read(OpenedLink opened, PostedForm form)
    {
        var decision = form.Check<DecisionBody, DecideOnDesign>(_ => true);
        return decision with
        {
            Person = opened.Link.Recipient,
            Link = opened.Link.Id,

            // A program that posts without having shown a page decides on what the link was mailed for.
            Revision = decision.Revision == 0 ? opened.Link.Revision!.Value : decision.Revision,
        };
    }

    protected override void Refuse(PostedForm form, Refusal refusal)
    {
        if (refusal is StaleRevision stale)
        {
            form.Miss("read", string.Create(
                CultureInfo.InvariantCulture,
                $"The page that you sent was about another design. Please read revision {stale.Current} as it is shown here."));
        }
        else
        {
            base.Refuse(form, refusal);
        }
    }

    protected override IReadOnlyDictionary<string, string> WhenMissing(OpenedLink opened) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["$.decision"] = "Please choose whether you commit or ask for changes.",
            ["$.read"] = string.Create(CultureInfo.InvariantCulture, $"Please read revision {opened.Link.Revision} and tick this box."),
            ["$.name"] = "Please type your name.",
            ["$.comment"] = "Please say what should change.",
        };
}

/// <summary>The form of a decision.</summary>
internal sealed record DecisionBody : RequestBody<DecideOnDesign>
{
    /// <summary><c>commit</c> or <c>revise</c>.</summary>
    public string? Decision { get; init; }

    /// <summary><c>on</c>: the revision was read.</summary>
    public string? Read { get; init; }

    /// <summary>The typed name.</summary>
    public string? Name { get; init; }

    /// <summary>What there is to say; needed where changes are asked for.</summary>
    public string? Comment { get; init; }

    /// <summary>The revision that was on the page.</summary>
    public int? Revision { get; init; }

    /// <summary>The hash of the design that was on the page.</summary>
    public string? Hash { get; init; }

    /// <inheritdoc/>
    public override DecideOnDesign Check(Validation check)
    {
        if (Decision is not ("commit" or "revise"))
            check.AddError("$.decision", Validation.IsRequired);
        if (Read != "on")
            check.AddError("$.read", Validation.IsRequired);
        var comment = Decision == "revise" ? check.Text("$.comment", Comment) : check.OptionalText("$.comment", Comment);
        return new DecideOnDesign(
            Person: "", Revision ?? 0, Hash, Decision == "commit", new DecisionTexts(check.Name("$.name", Name), comment), Link: "");
    }
}
