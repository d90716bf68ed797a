using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>How far an engagement has come when a page is taken from it.</summary>
internal static class SampleStories
{
    /// <summary>Both have committed, and a first session is logged.</summary>
    public static Story Coached(this Story story) => story.UntilReview().Commit().Pass(10).LogSession();

    /// <summary>Everything has happened once, changes and corrections included, and the end review is owed.</summary>
    public static Story Told(this Story story)
    {
        story.UntilReview();
        story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().Commit().Pass(10).LogSession();
        return story.ScheduleMeeting(ReviewKind.Mid, 60).Pass(80).HoldMidReview().LogSession().ScheduleMeeting(ReviewKind.End, 90).Pass(85);
    }

    /// <summary>Everything has happened once, and a new program has begun.</summary>
    public static Story Renewed(this Story story) => story.Told().HoldEndReview(renew: true);

    /// <summary>Somebody's address, at which they were seen to read mail, was changed while a revision is under review.</summary>
    public static Story Moved(this Story story, Func<Engagement, Person> whose)
    {
        var person = whose(story.UntilReview().Engagement);
        story.Happens(new AccessCodeRequested(person.Id)).Happens(new AccessGranted(person.Id));
        return story.ChangeAddress(person).SendMails();
    }

    /// <summary>Somebody's address was changed, and its former one has answered.</summary>
    public static Story Answered(this Story story, Func<Engagement, Person> whose, bool confirm)
    {
        var link = story.Moved(whose).LinkOf(whose(story.Engagement), LinkPurpose.Address);
        return story.Do(new UseLink(link.Id, new AnswerOnAddress(link.Recipient, confirm, link.Id))).SendMails();
    }
}
