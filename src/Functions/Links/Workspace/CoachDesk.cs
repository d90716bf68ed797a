using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links.Workspace;

/// <summary>Records what a coach sends from the own page.</summary>
/// <param name="commands">Carries out commands.</param>
/// <param name="tokens">Holds the key under which a form is recognised when it is sent again.</param>
/// <param name="firms">Knows the firms' own addresses.</param>
internal sealed class CoachDesk(CommandHandler commands, LinkTokens tokens, FirmDirectory firms)
{
    /// <summary>Checks and records a form.</summary>
    /// <param name="opened">The coach's open link.</param>
    /// <param name="posted">The form.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">The coach has gone.</param>
    /// <returns>The form that was recorded, or the mistakes.</returns>
    public async Task<(CoachForm? Recorded, FormState Form)> RecordAsync(
        OpenedLink opened, IFormCollection posted, DurableTaskClient client, CancellationToken cancellation)
    {
        var form = new PostedForm(posted);
        if (WorkspaceForm.Find(posted[WorkspaceForm.Form]) is not { } which)
        {
            form.Miss(WorkspaceForm.Form, "Please use one of the forms on this page.");
            return (null, form.State);
        }

        // What was recorded already is not checked against what has come of it: a meeting that this very form arranged.
        if (FindRecorded(opened, posted) is not null)
            return (which, FormState.Empty);

        var (engagement, link) = opened;
        var make = new CoachForms(form, engagement, firms.Find(engagement.FirmId)).Read(which);
        if (form.HasMistakes)
            return (null, form.State);

        CommandOutcome outcome;
        try
        {
            outcome = await commands.HandleAsync(
                engagement.Id, link.Recipient, StampOf(link, posted),
                async (current, documents) => new UseLink(link.Id, OnWhatWasSeen(which, posted, await make(current, documents))),
                client, cancellation);
        }
        catch (ProblemException refused)
        {
            form.MissAll(refused.Problem);
            return (null, form.State);
        }

        switch (outcome)
        {
            case CommandOutcome.Done:
                return (which, FormState.Empty);
            case CommandOutcome.KeyReused:
                form.Miss(WorkspaceForm.Form, "This page was sent before, with something else in it. Please look at what is recorded now, and send it anew if it is to change.");
                break;
            case CommandOutcome.Contended:
                form.Miss(WorkspaceForm.Form, "Nothing is recorded: others changed this engagement at the same time. Please send it again.");
                break;
            case CommandOutcome.Refused { Refusal: ChangedElsewhere { Present.At: { } at } }:
                return (null, form.Overtaken(Words.Of(at, engagement.Coach.TimeZone)));
            case CommandOutcome.Refused { Refusal: BadValue bad }:
                form.MissAt(bad.Path, bad.Detail);
                break;
            case CommandOutcome.Refused { Refusal: TooFewAnswers tooFew }:
                form.Miss(CloseThreeSixtyForm.Reason, tooFew.Detail);
                break;
            case CommandOutcome.Refused refused:
                form.Miss(WorkspaceForm.Form, refused.Refusal.Detail);
                break;
        }

        return (null, form.State);
    }

    /// <summary>The form, if exactly this one of exactly this page was recorded before; else null.</summary>
    /// <param name="opened">The coach's link.</param>
    /// <param name="posted">The form.</param>
    public CoachForm? FindRecorded(OpenedLink opened, IFormCollection posted)
    {
        return StampOf(opened.Link, posted) is { } stamp
            && opened.Engagement.Commands.TryGetValue(stamp.Id, out var before) && before.Fingerprint == stamp.Fingerprint
                ? WorkspaceForm.Find(posted[WorkspaceForm.Form])
                : null;
    }

    private static Command OnWhatWasSeen(CoachForm which, IFormCollection posted, Command command)
    {
        var seen = posted[WorkspaceForm.Edition].ToString();
        return AmendedBy(which, posted) is { } thing
            ? new Amend(thing, edition => edition.Count.ToString(CultureInfo.InvariantCulture) == seen, command)
            : command;
    }

    // A form that does not say on what it was made (of a page that an earlier release showed) is taken as it is.
    private static string? AmendedBy(CoachForm which, IFormCollection posted)
    {
        if (posted[WorkspaceForm.Edition].ToString().Length == 0)
            return null;
        var id = which switch
        {
            CoachForm.Session => posted[SessionForm.Session].ToString(),
            CoachForm.Response => posted[ResponseForm.Rater].ToString(),
            _ => "",
        };
        return CoachFormRules.Amends(which, id.Length == 0 ? null : id);
    }

    // The same form of the same page, sent twice (a double click, a retry after a lost answer), is one command. With other words it is a
    // mistake where it adds something, and another command where it amends what the edition guards.
    private CommandStamp? StampOf(Link link, IFormCollection posted)
    {
        var seen = posted[WorkspaceForm.Seen].ToString();
        if (seen.Length is 0 or > 19 || !seen.All(char.IsAsciiDigit))
            return null;

        var key = $"{link.Id}\n{posted[WorkspaceForm.Form]}\n{seen}";
        var values = posted.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}");
        var fingerprint = Convert.ToHexStringLower(tokens.Sign("form", $"{key}\n{string.Join('\n', values)}"));
        var isAmending = WorkspaceForm.Find(posted[WorkspaceForm.Form]) is { } which && AmendedBy(which, posted) is not null;
        var id = isAmending ? fingerprint : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return new CommandStamp(id, fingerprint);
    }
}
