using CoachingWorkflow.Domain;
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
            write, DecideForm.Decision, DecideForm.Read, DecideForm.Name, DecideForm.Comment)),
        ["decide again"] = write =>
        {
            var story = new Story(write).UntilReview();
            story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().SendMails();
            return Rendering.DecideAsync(story, story.Engagement.Leader);
        },
        ["respond as boss"] = write => Respond(write, 0, FormState.Empty),
        ["respond as peer"] = write => Respond(write, 2, FormState.Empty),
        ["respond with mistakes"] = write => Respond(write, 2, Mistaken(write, RespondForm.Strengths, RespondForm.Growth)),
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
        ["fresh link"] = _ => Rendering.HtmlAsync<FreshLinkPage>(("Firm", Rendering.Firm), ("Minutes", 10)),
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

    private static FormState Mistaken(Func<string, string>? write, params string[] fields) => new(
        fields.ToDictionary(field => field, field => (write ?? (text => text))("typed"), StringComparer.Ordinal),
        fields.ToDictionary(field => field, field => $"Please look at {field}.", StringComparer.Ordinal));
}
