using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>One of every page, in its variants.</summary>
public static class EveryPage
{
    public static TheoryData<string> Names => [.. Makers.Keys];

    private static Dictionary<string, Func<Func<string, string>?, Task<string>>> Makers { get; } = new(StringComparer.Ordinal)
    {
        ["decide as leader"] = write => Decide(write, story => story.Engagement.Leader, FormState.Empty),
        ["decide as sponsor"] = write => Decide(write, story => story.Engagement.Sponsors.First(), FormState.Empty),
        ["decide with mistakes"] = write => Decide(write, story => story.Engagement.Leader, Mistaken(
            write, "decision", "read", "name", "comment")),
        ["decide again"] = write =>
        {
            var story = new Story(write).UntilReview();
            story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().SendMails();
            return Rendering.DecideAsync(story, story.Engagement.Leader);
        },
        ["respond as boss"] = write => Respond(write, 0, FormState.Empty),
        ["respond as peer"] = write => Respond(write, 2, FormState.Empty),
        ["respond with mistakes"] = write => Respond(write, 2, Mistaken(write, "strengths", "growth")),
        ["decision recorded"] = write =>
        {
            var story = new Story(write).UntilReview();
            story.Decide(story.Engagement.Leader, commit: true);
            return Rendering.RecordedAsync(story, story.LinkOf(story.Engagement.Leader));
        },
        ["answer recorded"] = write =>
        {
            var story = new Story(write).Start().DefineContext().InterviewLeader().AddRaters().SendMails();
            var rater = story.Engagement.Cycle.Raters[0].Person;
            story.Respond(rater);
            return Rendering.RecordedAsync(story, story.LinkOf(rater));
        },
        ["link expired"] = write =>
        {
            var story = new Story(write).UntilReview();
            var link = story.LinkOf(story.Engagement.Leader);
            return Rendering.ClosedAsync(story.Pass(40), link);
        },
        ["link expired, box not checked"] = write =>
        {
            var story = new Story(write).UntilReview();
            var link = story.LinkOf(story.Engagement.Leader);
            return Rendering.ClosedAsync(story.Pass(40), link, Mistaken(write, RenewForm.Renew));
        },
        ["link cancelled"] = write =>
        {
            var story = new Story(write).UntilReview();
            return Rendering.ClosedAsync(story.Cancel(), story.LinkOf(story.Engagement.Leader));
        },
        ["try later"] = _ =>
            Rendering.HtmlAsync<TryLaterPage>(("Heading", "Please try again in a minute"), ("Advice", "We cannot answer just now.")),
        ["link closed by the form that was sent through it"] = write =>
        {
            var story = Told(write);
            var link = story.LinkOf(story.Engagement.Coach);
            return Rendering.ClosedAsync(story.HoldEndReview(renew: true), link, recorded: "end-review");
        },
        ["fresh link"] = _ => Rendering.HtmlAsync<FreshLinkPage>(("Firm", Rendering.Firm), ("Minutes", 10)),
        ["no fresh link"] = _ => Rendering.HtmlAsync<NoFreshLinkPage>(
            ("Firm", Rendering.Firm), ("Why", new TooManyFreshLinks(Most: 5, Days: 1).Detail)),
        ["code not sent"] = _ => Rendering.HtmlAsync<OneTimeCodePage>(("Firm", Rendering.Firm), ("IsSent", false), ("Minutes", 15)),
        ["code sent"] = _ => Rendering.HtmlAsync<OneTimeCodePage>(("Firm", Rendering.Firm), ("IsSent", true), ("Minutes", 15)),
        ["code wrong"] = write => Rendering.HtmlAsync<OneTimeCodePage>(
            ("Firm", Rendering.Firm), ("IsSent", true), ("Minutes", 15), ("Form", Mistaken(write, OneTimeCodeForm.Code))),
        ["progress at the start"] = write => Rendering.ProgressAsync(new Story(write).Start().SendMails()),
        ["progress in step 3"] = write => Rendering.ProgressAsync(Asked(write)),
        ["progress at the end"] = write => Rendering.ProgressAsync(Told(write)),
        ["progress, a revision"] = write => Rendering.ProgressAsync(Told(write), PagePart.Of(2)),
        ["progress, an earlier cycle"] = write => Rendering.ProgressAsync(Told(write).HoldEndReview(renew: true), new PagePart(Cycle: 1)),
        ["program, an earlier cycle"] = write => Rendering.ProgramAsync(Told(write).HoldEndReview(renew: true), new PagePart(Cycle: 1)),
        ["program, meetings of an earlier cycle"] = write =>
            Rendering.ProgramAsync(Told(write).HoldEndReview(renew: true), new PagePart(PagePart.Meetings, Cycle: 1)),
        ["workspace, an earlier cycle"] = write => Rendering.WorkspaceAsync(Told(write).HoldEndReview(renew: true), new PagePart(Cycle: 1)),
        ["workspace, renewed"] = write => Rendering.WorkspaceAsync(Told(write).HoldEndReview(renew: true)),
        ["program at the start"] = write => Rendering.ProgramAsync(new Story(write).Start().SendMails()),
        ["program at the end"] = write => Rendering.ProgramAsync(Told(write)),
        ["program, meetings"] = write => Rendering.ProgramAsync(Told(write), new PagePart(PagePart.Meetings)),
        ["program, interview"] = write => Rendering.ProgramAsync(Told(write), new PagePart(PagePart.Interview)),
        ["program, results"] = write => Rendering.ProgramAsync(Told(write), new PagePart(PagePart.Results)),
        ["program, results not closed"] = write => Rendering.ProgramAsync(Asked(write), new PagePart(PagePart.Results)),
        ["program, a revision"] = write => Rendering.ProgramAsync(Told(write), PagePart.Of(1)),
        ["workspace at the start"] = write => Rendering.WorkspaceAsync(new Story(write).Start().SendMails()),
        ["workspace in step 3"] = write => Rendering.WorkspaceAsync(Asked(write), recorded: "raters"),
        ["workspace at the end"] = write => Rendering.WorkspaceAsync(Told(write)),
        ["workspace, no longer asked"] = write => Rendering.WorkspaceAsync(
            Told(write), new PagePart("context"), Mistaken(write, CoachFormFields.Form)),
        ["workspace, meetings"] = write => Rendering.WorkspaceAsync(Coached(write), new PagePart(PagePart.Meetings)),
        ["workspace, interview"] = write => Rendering.WorkspaceAsync(Told(write), new PagePart(PagePart.Interview)),
        ["workspace, results"] = write => Rendering.WorkspaceAsync(Told(write), new PagePart(PagePart.Results)),
        ["workspace, raters"] = write => Rendering.WorkspaceAsync(Asked(write), new PagePart(PagePart.Answers)),
        ["workspace, an answer"] = write => AboutRater(Told(write), rater => new PagePart(PagePart.Answers, rater)),
        ["workspace, a revision"] = write => Rendering.WorkspaceAsync(Told(write), PagePart.Of(1)),
        ["context"] = write => Form("context", write),
        ["context, renewed"] = write => Workspace(Told(write).HoldEndReview(renew: true), "context"),
        ["context amended"] = write => Form("context amended", write),
        ["context with mistakes"] = write => Workspace(
            new Story(write).Start(), "context", write, ["heldOn", .. OutcomeRow.FieldsOf(3), CoachFormFields.Checked]),
        ["leader interview"] = write => Form("leader interview", write),
        ["leader interview amended"] = write => Form("leader interview amended", write),
        ["leader interview with mistakes"] = write => Workspace(
            Asked(write), "leader-interview", write, "heldOn", "behaviors"),
        ["leader interview changed elsewhere"] = write => Rendering.WorkspaceAsync(
            Asked(write), new PagePart("leader-interview"), Overtaken("leader-interview", write, "behaviors", "heldOn")),
        ["context changed elsewhere"] = write => Rendering.WorkspaceAsync(
            new Story(write).Start()
                .DefineContext(), new PagePart("context"), Overtaken("context", write, "outcomes[0].title", "outcomes[1].baseline")),
        ["mid meeting changed elsewhere"] = write => Rendering.WorkspaceAsync(
            Coached(write).ScheduleMeeting(ReviewKind.Mid, 7), new PagePart("mid-meeting"), Overtaken("mid-meeting", write, "place")),
        ["raters"] = write => Form("raters", write),
        ["raters with mistakes"] = write => Workspace(Asked(write), "raters", write, [.. new[] { "raters[1].name", "raters[1].email" }]),
        ["response"] = write => Form("response", write),
        ["response with mistakes"] = write => AboutRater(
            Asked(write), rater => new PagePart("response", rater), Posted("response", write, "growth")),
        ["close too early"] = write => Workspace(Asked(write), "close"),
        ["close too early, posted"] = write => Workspace(Asked(write), "close", write, CoachFormFields.Form),
        ["close with reason"] = write => Form("close with reason", write),
        ["close with mistakes"] = write => Workspace(Asked(write).Pass(60), "close", write, "reason"),
        ["design"] = write => Form("design", write),
        ["design again"] = write => Form("design again", write),
        ["design with mistakes"] = write => Workspace(
            Asked(write).RespondAll(), "design", write, "practices[6].title", CoachFormFields.Checked),
        ["session"] = write => Form("session", write),
        ["session corrected"] = write => Form("session corrected", write),
        ["session with mistakes"] = write => Workspace(
            Coached(write), "session", write, "heldOn", "minutes", "mode", "notes"),
        ["design changed elsewhere"] = write =>
            Rendering.WorkspaceAsync(
                new Story(write).UntilReview(), new PagePart("design"), Overtaken("design", write, "themes[8].description")),
        ["mid meeting"] = write => Form("mid meeting", write),
        ["mid meeting changed"] = write => Form("mid meeting changed", write),
        ["mid meeting with mistakes"] = write => Workspace(
            Coached(write).ScheduleMeeting(ReviewKind.Mid, 7), "mid-meeting", write, "action", "day", "time"),
        ["end meeting"] = write => Form("end meeting", write),
        ["mid review"] = write => Form("mid review", write),
        ["mid review with mistakes"] = write => Workspace(
            Coached(write).Pass(80), "mid-review", write, "heldOn", "attended", "reading[1].title"),
        ["end review"] = write => Form("end review", write),
        ["end review with mistakes"] = write => Workspace(
            Told(write), "end-review", write, "decision", "months", "outcomes[0].title"),
        ["address asked"] = write => Address(write, FormState.Empty),
        ["address with mistakes"] = write => Address(write, Mistaken(write, AddressForm.Answer, AddressForm.Read)),
        ["address objected"] = write => Address(write, FormState.Empty, confirm: false),
        ["address confirmed"] = write => Address(write, FormState.Empty, confirm: true),
        ["unconfirmed"] = write => Unconfirmed(Moved(write, story => story.Engagement.Sponsors.First()), LinkPurpose.Progress),
        ["unconfirmed, to decide"] = write => Unconfirmed(Moved(write, story => story.Engagement.Sponsors.First()), LinkPurpose.Decide),
        ["unconfirmed, objected"] = write => Unconfirmed(
            Answered(Moved(write, story => story.Engagement.Sponsors.First()), story => story.Engagement.Sponsors.First(), confirm: false),
            LinkPurpose.Decide),
        ["workspace, unconfirmed"] = write => Rendering.WorkspaceAsync(Moved(write, story => story.Engagement.Coach)),
        ["workspace, objected"] = write => Rendering.WorkspaceAsync(
            Answered(Moved(write, story => story.Engagement.Coach), story => story.Engagement.Coach, confirm: false)),
        ["workspace, an address to confirm"] = write => Rendering.WorkspaceAsync(Moved(write, story => story.Engagement.Leader)),
        ["workspace, change of address"] = write => ChangeOfAddress(write, story => story.Engagement.Leader),
        ["workspace, change of address with mistakes"] = write => ChangeOfAddress(
            write, story => story.Engagement.Leader, Mistaken(write, AddressForm.Answer, AddressForm.Read)),
        ["workspace, change of address settled"] = write => Rendering.WorkspaceAsync(
            Answered(Moved(write, story => story.Engagement.Leader), story => story.Engagement.Leader, confirm: true),
            new PagePart(AddressForm.Name, "somebody")),
        ["program, addresses"] = write => Rendering.ProgramAsync(
            Answered(Moved(write, story => story.Engagement.Sponsors.First()), story => story.Engagement.Sponsors.First(), confirm: false)),
        ["program, change of address"] = write =>
        {
            var story = Moved(write, story => story.Engagement.Coach);
            return Rendering.ProgramAsync(story, new PagePart(AddressForm.Name, story.Engagement.Coach.Id));
        },
        ["not found"] = _ => Rendering.HtmlAsync<NotFoundPage>(),
    };

    public static Task<string> HtmlAsync(string name, Func<string, string>? write = null) => Makers[name](write);

    private static Task<string> Decide(Func<string, string>? write, Func<Story, Person> who, FormState form)
    {
        var story = new Story(write).UntilReview();
        return Rendering.DecideAsync(story, who(story), form);
    }

    private static Task<string> Respond(Func<string, string>? write, int rater, FormState form)
    {
        var story = new Story(write).Start().DefineContext().InterviewLeader().AddRaters().SendMails();
        return Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[rater].Person, form);
    }

    /// <summary>Where the page of a coach's form is taken from.</summary>
    public static (Story Story, PagePart Part) WorkspaceAt(string name, Func<string, string>? write = null) => name switch
    {
        "context" => (new Story(write).Start(), new PagePart("context")),
        "context amended" => (new Story(write).Start().DefineContext(), new PagePart("context")),
        "leader interview" => (new Story(write).Start().DefineContext(), new PagePart("leader-interview")),
        "leader interview amended" => (Asked(write), new PagePart("leader-interview")),
        "raters" => (Asked(write), new PagePart("raters")),
        "response" when Asked(write) is var story => (story, new PagePart("response", story.Engagement.Cycle.Raters[2].Person.Id)),
        "close with reason" => (Asked(write).Pass(60), new PagePart("close")),
        "design" => (Asked(write).RespondAll(), new PagePart("design")),
        "design again" when new Story(write).UntilReview() is var story =>
            (story.Decide(story.Engagement.Leader, commit: false), new PagePart("design")),
        "session" => (Coached(write), new PagePart("session")),
        "session corrected" when Coached(write) is var story => (story, new PagePart("session", story.Engagement.Cycle.Sessions[0].Id)),
        "mid meeting" => (Coached(write), new PagePart("mid-meeting")),
        "mid meeting changed" => (Coached(write).ScheduleMeeting(ReviewKind.Mid, 7), new PagePart("mid-meeting")),
        "end meeting" => (Coached(write), new PagePart("end-meeting")),
        "mid review" => (Coached(write).Pass(80), new PagePart("mid-review")),
        "end review" => (Told(write), new PagePart("end-review")),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "This page is not one of the coach's forms."),
    };

    private static Task<string> Address(Func<string, string>? write, FormState form, bool? confirm = null)
    {
        var story = Moved(write, story => story.Engagement.Leader);
        var link = story.LinkOf(story.Engagement.Leader, LinkPurpose.Address);
        if (confirm is { } answer)
            story.Do(new UseLink(link.Id, new AnswerOnAddress(link.Recipient, answer, link.Id)));
        return Rendering.AddressAsync(story, link, form);
    }

    private static Task<string> Unconfirmed(Story story, LinkPurpose purpose) =>
        Rendering.UnconfirmedAsync(story, story.LinkOf(story.Engagement.Sponsors.First(), purpose));

    private static Task<string> ChangeOfAddress(Func<string, string>? write, Func<Story, Person> whose, FormState? form = null)
    {
        var story = Moved(write, whose);
        return Rendering.WorkspaceAsync(story, new PagePart(AddressForm.Name, whose(story).Id), form);
    }

    /// <summary>Somebody's address, at which they were seen to read mail, was changed while a revision is under review.</summary>
    private static Story Moved(Func<string, string>? write, Func<Story, Person> whose)
    {
        var story = new Story(write).UntilReview();
        story.Happens(new AccessCodeRequested(whose(story).Id)).Happens(new AccessGranted(whose(story).Id));
        return story.ChangeAddress(whose(story)).SendMails();
    }

    private static Story Answered(Story story, Func<Story, Person> whose, bool confirm)
    {
        var link = story.LinkOf(whose(story), LinkPurpose.Address);
        return story.Do(new UseLink(link.Id, new AnswerOnAddress(link.Recipient, confirm, link.Id))).SendMails();
    }

    private static Task<string> Form(string name, Func<string, string>? write)
    {
        var (story, part) = WorkspaceAt(name, write);
        return Rendering.WorkspaceAsync(story, part);
    }

    private static Story Asked(Func<string, string>? write) =>
        new Story(write).Start().DefineContext().InterviewLeader().AddRaters().SendMails();

    private static Story Coached(Func<string, string>? write) => new Story(write).UntilReview().Commit().Pass(10).LogSession();

    /// <summary>Everything has happened once, changes and corrections included, and the end review is owed.</summary>
    private static Story Told(Func<string, string>? write)
    {
        var story = new Story(write).UntilReview();
        story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().Commit().Pass(10).LogSession();
        return story.ScheduleMeeting(ReviewKind.Mid, 60).Pass(80).HoldMidReview().LogSession().ScheduleMeeting(ReviewKind.End, 90).Pass(85);
    }

    private static Task<string> Workspace(Story story, string form, Func<string, string>? write = null, params string[] mistaken) =>
        Rendering.WorkspaceAsync(story, new PagePart(form), mistaken.Length == 0 ? FormState.Empty : Posted(form, write, mistaken));

    private static FormState Overtaken(string form, Func<string, string>? write, params string[] fields) =>
        Posted(
            form, write, fields) with { Mistakes = FormState.Empty.Mistakes,
            ChangedElsewhere = "Monday 1 March 2027, 14:00 (Europe/Berlin)" };

    private static Task<string> AboutRater(Story story, Func<string, PagePart> part, FormState? form = null) =>
        Rendering.WorkspaceAsync(story, part(story.Engagement.Cycle.Raters[2].Person.Id), form);

    private static FormState Posted(string form, Func<string, string>? write, params string[] fields)
    {
        var state = Mistaken(write, fields);
        return state with { Values = new Dictionary<string, string>(
            state.Values, StringComparer.Ordinal) { [CoachFormFields.Form] = form } };
    }

    private static FormState Mistaken(Func<string, string>? write, params string[] fields) => new(
        fields.ToDictionary(field => field, field => (write ?? (text => text))("typed"), StringComparer.Ordinal),
        fields.ToDictionary(field => field, field => $"Please look at {field}.", StringComparer.Ordinal));
}
