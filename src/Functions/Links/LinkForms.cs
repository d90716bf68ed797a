using System.Collections.Immutable;
using System.Globalization;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A decision that was posted, checked.</summary>
/// <param name="Commit">Commits, or asks for changes.</param>
/// <param name="Texts">The typed name and the comment.</param>
internal sealed record PostedDecision(bool Commit, DecisionTexts Texts);

/// <summary>An answer that was posted, checked.</summary>
/// <param name="Texts">What was written.</param>
/// <param name="Ratings">Values for outcomes.</param>
internal sealed record PostedAnswer(RaterResponseTexts Texts, ImmutableArray<Reading> Ratings);

/// <summary>Checks what was typed into the forms behind emailed links. Mistakes are sentences that say what to do.</summary>
/// <param name="posted">The form.</param>
internal sealed class LinkForms(IFormCollection posted)
{
    private const decimal LargestNumber = 1_000_000_000_000m;

    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);

    /// <summary>What was typed, and what is wrong with it.</summary>
    public FormState State => new(
        posted.ToDictionary(input => input.Key, input => input.Value.ToString(), StringComparer.Ordinal), _mistakes);

    /// <summary>Notes what stands against recording it.</summary>
    /// <param name="field">The field beside which it is shown.</param>
    /// <param name="mistake">A sentence that says what to do.</param>
    public void Miss(string field, string mistake) => _mistakes[field] = mistake;

    /// <summary>Whether something is wrong.</summary>
    public bool HasMistakes => _mistakes.Count > 0;

    /// <summary>Whether a fresh link was asked for.</summary>
    public bool AsksForFreshLink => posted[RenewForm.Renew] == "on";

    /// <summary>The decision on a revision.</summary>
    /// <param name="revision">The revision under review.</param>
    public PostedDecision Decision(ProgramRevision revision)
    {
        var decision = posted[DecideForm.Decision].ToString();
        if (decision is not (DecideForm.Commit or DecideForm.Revise))
            _mistakes[DecideForm.Decision] = "Please choose whether you commit or ask for changes.";
        if (posted[DecideForm.Read] != "on")
            _mistakes[DecideForm.Read] = string.Create(CultureInfo.InvariantCulture, $"Please read revision {revision.Number} and tick this box.");
        if (IsAbout(revision) is { } stale)
            _mistakes[DecideForm.Read] = stale;

        var name = Line(DecideForm.Name, "Please type your name.");
        var comment = Text(DecideForm.Comment, decision == DecideForm.Revise ? "Please say what should change." : null);
        return new PostedDecision(decision == DecideForm.Commit, new DecisionTexts(name, comment.Length == 0 ? null : comment));
    }

    /// <summary>A rater's answer.</summary>
    /// <param name="outcomes">The outcomes that can be rated.</param>
    public PostedAnswer Answer(IEnumerable<Outcome> outcomes)
    {
        var ratings = ImmutableArray.CreateBuilder<Reading>();
        foreach (var outcome in outcomes)
        {
            var field = RespondForm.Rating(outcome.Id);
            var typed = posted[field].ToString().Trim();
            if (typed.Length == 0)
                continue;
            if (decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && Math.Abs(value) <= LargestNumber)
                ratings.Add(new Reading(outcome.Id, value));
            else
                _mistakes[field] = "Please give a number, for example 3.5, or leave this empty.";
        }

        var texts = new RaterResponseTexts(
            Text(RespondForm.Strengths, "Please write what works well."), Text(RespondForm.Growth, "Please write where the leader can grow."));
        return new PostedAnswer(texts, ratings.ToImmutable());
    }

    /// <summary>Whether a new address is right.</summary>
    public bool AddressIsRight()
    {
        var answer = posted[AddressForm.Answer].ToString();
        if (answer is not (AddressForm.Confirm or AddressForm.Deny))
            _mistakes[AddressForm.Answer] = "Please choose whether the new address is right.";
        if (posted[AddressForm.Read] != "on")
            _mistakes[AddressForm.Read] = "Please look at the new address and tick this box.";
        return answer == AddressForm.Confirm;
    }

    /// <summary>Notes that a fresh link was not asked for.</summary>
    public void MissRenewal() => _mistakes[RenewForm.Renew] = "Please tick this box to get a new link.";

    // The form says which revision and which content was on the page; a program that posts without a page has the link's own.
    private string? IsAbout(ProgramRevision revision)
    {
        var number = posted[DecideForm.Revision].ToString();
        var hash = posted[DecideForm.Hash].ToString();
        var isStale = (number.Length > 0 && number != revision.Number.ToString(CultureInfo.InvariantCulture))
            || (hash.Length > 0 && hash != revision.Design.Hash);
        return isStale
            ? string.Create(CultureInfo.InvariantCulture, $"The page that you sent was about another design. Please read revision {revision.Number} as it is shown here.")
            : null;
    }

    private string Line(string field, string missing)
    {
        var typed = posted[field].ToString().Trim();
        if (typed.Length == 0)
            _mistakes[field] = missing;
        else if (TextLength.IsTooLongForName(typed))
            _mistakes[field] = "Please use at most 200 characters.";
        else if (typed.Any(char.IsControl))
            _mistakes[field] = "Please use one line without control characters.";
        return typed;
    }

    private string Text(string field, string? missing)
    {
        // Browsers send CRLF and count it as one character against the field's limit.
        var typed = posted[field].ToString().ReplaceLineEndings("\n").Trim();
        if (typed.Length == 0 && missing is not null)
            _mistakes[field] = missing;
        else if (TextLength.IsTooLong(typed))
            _mistakes[field] = "Please use at most 20,000 characters.";
        else if (typed.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
            _mistakes[field] = "Please leave out control characters.";
        return typed;
    }
}
