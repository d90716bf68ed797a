using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Pages;
using CoachingWorkflow.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>A mail as it was written in a story.</summary>
/// <param name="Decided">The decision.</param>
/// <param name="Obligation">The obligation that it is about, for requests, reminders and escalations.</param>
/// <param name="To">The recipient; null for the firm.</param>
/// <param name="Sent">The mail.</param>
/// <param name="Line">The same as a line of a digest.</param>
internal sealed record WrittenMail(MailDecided Decided, Obligation? Obligation, Person? To, OutgoingMail Sent, DigestLine Line);

/// <summary>Writes every mail of a story with exactly the documents that the composer asked for.</summary>
internal sealed class MailBook
{
    public static readonly PersonDetails Firm = new("Firm & Partners", "office@firm.example.org");

    private static readonly MailComposer Composer = new(
        new ServiceCollection().AddLogging().AddPages().BuildServiceProvider().GetRequiredService<MailRenderer>());

    private readonly List<WrittenMail> _mails = [];

    private MailBook(Func<string, string>? write)
    {
        Write = write ?? (text => text);
        Story = new Story(write);
        Story.OnMail = mail => _mails.Add(Compose(mail));
    }

    public Story Story { get; }

    public IReadOnlyList<WrittenMail> Mails => _mails;

    private Func<string, string> Write { get; }

    /// <summary>The mails of one story.</summary>
    public static IReadOnlyList<WrittenMail> Of(Action<Story> tell, Func<string, string>? write = null)
    {
        var book = new MailBook(write);
        tell(book.Story);
        return book.Mails;
    }

    /// <summary>At least one mail of every kind, about every kind of obligation.</summary>
    public static IReadOnlyList<WrittenMail> Complete(Func<string, string>? write = null) =>
        [.. Of(story => SlowYear(story).HoldEndReview(renew: true).SendMails().Cancel().SendMails(), write), .. Of(Alone, write),
            .. Of(GivenUp, write), .. Of(Moved, write)];

    /// <summary>Everything is late: each obligation is asked for, reminded of, and told to the firm.</summary>
    private static Story SlowYear(Story story)
    {
        story.Start().Pass(60).DefineContext().Pass(60).InterviewLeader().Pass(5).AddRaters().Pass(70).RespondAll().Pass(60);
        story.Design().Pass(60).Decide(story.Engagement.Sponsors.First(), commit: false).SendMails().Design().Commit().SendMails();
        story.Happens(new MailRefused("some-mail", story.Engagement.Leader.Id)).Pass(30).LogSession();
        story.ScheduleMeeting(ReviewKind.Mid, 80).SendMails().ScheduleMeeting(ReviewKind.Mid, 81).SendMails();
        story.Do(new CancelReviewMeeting(ReviewKind.Mid)).SendMails();
        foreach (var person in story.Engagement.People)
            story.Do(new RequestFreshLink(story.LinkOf(person).Id)).SendMails();
        foreach (var person in story.Engagement.People)
            story.OnMail!(CodeFor(story, person));
        story.Pass(100).HoldMidReview().Pass(90);
        return story;
    }

    private static void Alone(Story story) => story.UntilReview().Commit().Pass(200).HoldEndReview(renew: false).SendMails();

    private static void GivenUp(Story story)
    {
        story.Start().DefineContext().InterviewLeader().AddRaters().SendMails();
        story.Happens(new MailRefused("some-mail", story.Engagement.Cycle.Raters[2].Person.Id)).Pass(3).Cancel().SendMails();
    }

    /// <summary>Addresses are changed: confirmed, objected to, refused.</summary>
    private static void Moved(Story story)
    {
        story.Start().DefineContext().InterviewLeader().AddRaters().SendMails()
            .ChangeAddress(story.Engagement.Cycle.Raters[2].Person, "Pia Peer").SendMails();
        story.RespondAll().Do(new CloseThreeSixty(Reason: null)).Design().SendMails().Decide(story.Engagement.Leader, commit: false);
        var (leader, coach) = (story.Engagement.Leader.Id, story.Engagement.Coach.Id);
        story.ChangeAddress(story.Engagement.Leader, "Lea Leader").SendMails();
        var link = story.LinkOf(story.Engagement.Leader, LinkPurpose.Address);
        story.Do(new UseLink(link.Id, new AnswerOnAddress(leader, Confirm: false, link.Id))).SendMails();
        story.Do(new DecideOnAddress(leader, coach, Confirm: false, story.Engagement.Leader.AddressNumber)).SendMails();
        story.Do(new UseLink(link.Id, new AnswerOnAddress(leader, Confirm: true, link.Id))).SendMails();
        story.ChangeAddress(story.Engagement.Coach, "Cora Coach").SendMails();
    }

    private WrittenMail Compose(MailDecided mail)
    {
        var engagement = Story.Engagement;
        var needed = MailContents.DocumentsNeeded(engagement, mail).ToDictionary(
            reference => reference.Id, reference => Story.Documents[reference.Id], StringComparer.Ordinal);
        var firm = Firm with { Name = Write(Firm.Name) };
        var sources = new MailSources(engagement, mail, Story.Now, needed, firm, Href(mail), Code);
        var sent = Composer.ComposeAsync(sources).GetAwaiter().GetResult();
        return new WrittenMail(
            mail,
            mail.MailKind is MailKind.Request or MailKind.Reminder or MailKind.Escalation
                ? Agenda.ObligationsOf(engagement).First(obligation => obligation.Key == mail.About) : null,
            engagement.Find(mail.Recipient),
            sent,
            new DigestLine(engagement, new PendingMail(mail, Number: 0, Story.Now, Attempts: 0, Story.Now), MailContents.Of(sources),
                Composer.TaskAsync(MailContents.Of(sources)).GetAwaiter().GetResult()));
    }

    public const string Code = "123456";

    // Codes are mailed by whoever is asked for one, and are in no journal.
    private static MailDecided CodeFor(Story story, Person person) => new(
        NameBasedId.Of(story.Engagement.Id, $"code {person.Id}"), MailKind.AccessCode, story.Engagement.Cycle.Key("code"), person.Id,
        Occasion: 1, story.Engagement.Cycle.Number, Link: null);

    public static string Href(Link link) => $"https://coaching.example.org/api/links/{link.Id}";

    private static string? Href(MailDecided mail) => mail.Link is { } link ? Href(link) : null;

    /// <summary>Writes the mail of a digest.</summary>
    public static Task<OutgoingMail> ComposeAsync(IEnumerable<WrittenMail> mails) =>
        Composer.ComposeAsync("digest-mail", [.. mails.Select(mail => mail.Line)], Firm.Email);

    /// <summary>Writes one mail of a story with the documents given.</summary>
    public static Task<OutgoingMail> ComposeAsync(Story story, MailDecided mail, IReadOnlyDictionary<string, Document> documents) =>
        Composer.ComposeAsync(new MailSources(story.Engagement, mail, story.Now, documents, Firm, Href(mail), Code));
}
