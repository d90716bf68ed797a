using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Domain;
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
public sealed class CoachDesk(CommandHandler commands, LinkTokens tokens, FirmDirectory firms)
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
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(posted);

        var form = new PostedForm(posted);
        if (WorkspaceForm.Find(posted[WorkspaceForm.Form]) is not { } which)
        {
            form.Miss(WorkspaceForm.Form, "Please use one of the forms on this page.");
            return (null, form.State);
        }

        // What was recorded already is not checked against what has come of it: a meeting that this very form arranged.
        var (engagement, link) = opened;
        var stamp = StampOf(link, posted);
        if (stamp is not null && engagement.Commands.TryGetValue(stamp.Id, out var before) && before.Fingerprint == stamp.Fingerprint)
            return (which, FormState.Empty);

        var make = new CoachForms(form, engagement, firms.Find(engagement.FirmId)).Read(which);
        if (form.HasMistakes)
            return (null, form.State);

        CommandOutcome outcome;
        try
        {
            outcome = await commands.HandleAsync(
                engagement.Id, link.Recipient, stamp,
                async (current, documents) => new UseLink(link.Id, await make(current, documents)), client, cancellation);
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

    // The same form of the same page, sent twice (a double click, a retry after a lost answer), is one command.
    private CommandStamp? StampOf(Link link, IFormCollection posted)
    {
        var seen = posted[WorkspaceForm.Seen].ToString();
        if (seen.Length is 0 or > 19 || !seen.All(char.IsAsciiDigit))
            return null;

        var key = $"{link.Id}\n{posted[WorkspaceForm.Form]}\n{seen}";
        var values = posted.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}");
        return new CommandStamp(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            Convert.ToHexStringLower(tokens.Sign("form", $"{key}\n{string.Join('\n', values)}")));
    }
}
