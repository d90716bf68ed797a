using System.Globalization;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>
/// One of the coach's forms: its name and words, when it is open, what it comes filled with, and the command for which it stands.
/// </summary>
internal abstract class CoachForm
{
    /// <summary>In the page's address, and in what is posted.</summary>
    public abstract string Name { get; }

    /// <summary>The <see cref="CoachFormPart"/> that shows its fields.</summary>
    public abstract Type Component { get; }

    /// <summary>What is said once it is recorded.</summary>
    public abstract string Done { get; }

    /// <summary>Whether a fact is what it records.</summary>
    public abstract bool Records(Fact fact);

    /// <summary>Where one begins with it: the form, unless what it is about has to be chosen first.</summary>
    public virtual PagePart Entry => new(Name);

    /// <summary>What it settles, if something is owed.</summary>
    public virtual ObligationKind? Settles => null;

    /// <summary>Whether it can come filled in: then its box has to be ticked, because mail scanners press buttons.</summary>
    public virtual bool HasCheckedBox => false;

    /// <summary>The hidden input that says whom or which session it is about, if it is about one.</summary>
    public virtual string? IdInput => null;

    /// <summary>Whether what is typed can be kept before it is sent: not worth it where it is a line or two.</summary>
    public virtual bool KeepsDraft => true;

    /// <summary>Whether it comes empty although something is recorded, which is shown only beside what was overtaken.</summary>
    public virtual bool ComesEmpty => false;

    public abstract string Title(WorkspaceView view);

    /// <summary>Whether the engagement takes it; the command may still be refused for its values.</summary>
    public abstract bool IsOpen(Engagement engagement, DateOnly today);

    /// <summary>Whether it comes with confidential text, which is not for an address that is not confirmed.</summary>
    public virtual bool IsConfidential(Cycle cycle) => false;

    /// <summary>Whether what it is about is there.</summary>
    public virtual bool IsAbout(WorkspaceView view, string? id) => true;

    /// <summary>What it writes over (<see cref="Amendable"/>); null if it only adds.</summary>
    public virtual string? Amends(string? id) => null;

    public abstract FormState Filled(WorkspaceView view, string? id);

    /// <summary>The command; mistakes are noted in the form, and then it is not to be used.</summary>
    public abstract Command Read(PostedForm form, Engagement engagement, string? firmAddress);
}

/// <summary>A form that stands for a body of the firms' API.</summary>
internal abstract class CoachForm<TBody, TCommand> : CoachForm
    where TBody : RequestBody<TCommand>
    where TCommand : Command
{
    /// <summary>Whether an input is of the body; what is typed into others does not count.</summary>
    protected virtual bool IsInBody(PostedForm form, string input) => true;

    public sealed override FormState Filled(WorkspaceView view, string? id) =>
        Fill(view, id) is { } body ? FilledForm.Of(body) : FormState.Empty;

    public override Command Read(PostedForm form, Engagement engagement, string? firmAddress)
    {
        var command = form.Check<TBody, TCommand>(input => input != IdInput && IsInBody(form, input)
            && input is not (CoachFormFields.Form or CoachFormFields.Seen or CoachFormFields.Edition or CoachFormFields.Checked
                or CoachFormFields.Draft or CoachFormFields.Save));
        return Complete(command, form, engagement, firmAddress);
    }

    /// <summary>What is recorded already; null when nothing is.</summary>
    protected virtual TBody? Fill(WorkspaceView view, string? id) => null;

    /// <summary>Adds to the command what the body does not say.</summary>
    protected virtual TCommand Complete(TCommand command, PostedForm form, Engagement engagement, string? firmAddress) => command;

    protected static IReadOnlyList<ReadingObject> Values(WorkspaceView view, IEnumerable<Reading> readings) =>
    [
        .. view.Outcomes.Select(outcome => new ReadingObject
        {
            OutcomeId = outcome.Id,
            Value = readings.FirstOrDefault(reading => reading.Outcome == outcome.Id)?.Value,
        }),
    ];

    protected static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
