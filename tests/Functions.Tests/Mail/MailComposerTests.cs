using AngleSharp.Html.Parser;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class MailComposerTests
{
    private static readonly string[] Raters = ["Bea Boss", "Tom Team", "Pia Peer", "Pol Peer", "Pam Peer", "Ole Other"];

    private static readonly IReadOnlyList<WrittenMail> All = MailBook.Complete();

    [Fact]
    public void Every_kind_of_mail_is_written_about_every_kind_of_obligation()
    {
        Assert.Equal(Enum.GetValues<MailKind>(), All.Select(mail => mail.Decided.MailKind).Distinct().Order());
        Assert.Equal(
            [ObligationKind.Context, ObligationKind.LeaderInterview, ObligationKind.ThreeSixty, ObligationKind.RaterResponse,
                ObligationKind.ProgramDesign, ObligationKind.DesignDecision],
            Obligations(MailKind.Request));
        Assert.Equal(Enum.GetValues<ObligationKind>(), Obligations(MailKind.Reminder));

        // A month closes before the firm would be told of it; silent raters are told of with the interviews as a whole.
        Assert.Equal(
            Enum.GetValues<ObligationKind>()
            .Except([ObligationKind.RaterResponse, ObligationKind.MonthLog]), Obligations(MailKind.Escalation));

        static IEnumerable<ObligationKind> Obligations(MailKind kind) =>
            All.Where(mail => mail.Decided.MailKind == kind).Select(mail => mail.Obligation!.Kind).Distinct().Order();
    }

    [Fact]
    public void Every_mail_says_whom_it_is_for_who_sends_it_whom_it_is_about_and_why_it_came() => Assert.All(All, mail =>
    {
        var sent = mail.Sent;
        Assert.Equal(mail.Decided.Mail, sent.Id);
        Assert.Equal(MailBook.Firm.Email, sent.ReplyTo);
        Assert.Equal(mail.To is null ? MailBook.Firm.Email : sent.ToAddress, sent.ToAddress);
        Assert.StartsWith($"Dear {sent.ToName},\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("\nFirm & Partners\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("\n-- \nYou get this mail because ", sent.Text, StringComparison.Ordinal);
        if (mail.To is not { Role: Role.Leader })
            Assert.Contains("Lea Leader", sent.Text, StringComparison.Ordinal);
        Assert.InRange(sent.Subject.Length, 10, 150);
        Assert.DoesNotContain('\n', sent.Subject);
    });

    [Fact]
    public void Every_mail_about_an_obligation_says_by_when() => Assert.All(All.Where(mail => mail.Obligation is not null), mail =>
        Assert.Contains(Words.Of(mail.Obligation!.Due), mail.Sent.Text, StringComparison.Ordinal));

    [Fact]
    public void Text_and_html_say_the_same() => Assert.All(All, mail =>
    {
        var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(mail.Sent.Html);
        var html = document.QuerySelectorAll("p,td.button").Select(paragraph => paragraph.TextContent).ToList();
        var text = mail.Sent.Text.Split('\n')
            .Where(line => line.Length > 0 && line != "-- " && !line.StartsWith("https://", StringComparison.Ordinal));
        Assert.All(text, line => Assert.Contains(html, paragraph => line == paragraph || line == $"{paragraph}:"));
        Assert.Equal(mail.Sent.Subject, document.Title);
    });

    [Fact]
    public void A_mail_carries_one_link_to_what_it_asks_for_or_else_to_the_recipients_own_page() => Assert.All(All, mail =>
    {
        if (RelOf(mail) is { } rel)
        {
            var link = Assert.Single(mail.Sent.Links);
            Assert.Equal(new MailLink(rel, MailBook.Href(mail.Decided.Link!)), link);
            Assert.Contains($"\n{link.Href}\n", mail.Sent.Text, StringComparison.Ordinal);
            Assert.Equal(1, mail.Sent.Text.Split("https://").Length - 1);
            Assert.Equal(
                [link.Href], new HtmlParser().ParseDocument(mail.Sent.Html).QuerySelectorAll("a").Select(a => a.GetAttribute("href")!)
                .Distinct(StringComparer.Ordinal));
            Assert.Contains(
                mail.Decided switch
                {
                    { Link.ExpiresAt: { } expiry } => Words.Of(Zones.DayOf(expiry, mail.To!.TimeZone)),
                    { MailKind: MailKind.Completed, Cycle: 1 } => "The link is for you alone and works ",
                    _ => "works as long as the coaching lasts",
                },
                mail.Sent.Text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(mail.Decided.Link);
            Assert.Empty(mail.Sent.Links);
            Assert.DoesNotContain("https://", mail.Sent.Text + mail.Sent.Html, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Every_page_and_every_form_has_been_linked() => Assert.Equal(
        ["address", "decide", "program", "progress", "respond", "workspace"],
        All.SelectMany(mail => mail.Sent.Links).Select(link => link.Rel).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_mail_with_a_code_carries_it_once_in_the_subject_and_once_in_the_text()
    {
        Assert.All(All, mail => Assert.Equal(
            mail.Decided.MailKind == MailKind.AccessCode ? (1, 1) : (0, 0),
            (mail.Sent.Text.Split(MailBook.Code).Length - 1, mail.Sent.Subject.Split(MailBook.Code).Length - 1)));
        Assert.Equal(
            [Role.Coach, Role.Leader, Role.Sponsor],
            All.Where(mail => mail.Decided.MailKind == MailKind.AccessCode).Select(mail => mail.To!.Role).Distinct().Order());
    }

    [Fact]
    public void No_mail_holds_confidential_text() => Assert.All(All, mail =>
    {
        Assert.DoesNotContain(Story.Canary, mail.Sent.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Typed Name", mail.Sent.ToString(), StringComparison.Ordinal);
        Assert.All(mail.Sent.Attachments, attachment =>
            Assert.DoesNotContain(
                Story.Canary, System.Text.Encoding.UTF8.GetString(attachment.Content), StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void A_rater_reads_no_name_but_the_leaders_the_coachs_and_the_firms() =>
        Assert.All(All.Where(mail => mail.To is { Role: Role.Rater }), mail =>
            AssertNone(mail.Sent, ["Sam Sponsor", .. Raters.Except([mail.Sent.ToName], StringComparer.Ordinal)]));

    [Fact]
    public void Nobody_else_reads_a_raters_name_except_where_the_address_must_be_corrected_or_was_changed()
    {
        Assert.All(All.Where(mail => mail.Decided.MailKind == MailKind.AddressToConfirm && mail.To is { Role: not Role.Coach }), mail =>
            AssertNone(mail.Sent, Raters));
        Assert.All(
            All.Where(mail => mail.To is not { Role: Role.Rater }
            && mail.Decided.MailKind is not (MailKind.MailBounced or MailKind.AddressToConfirm)), mail =>
            AssertNone(mail.Sent, Raters));

        var bounced = All.Where(mail => mail.Decided.MailKind == MailKind.MailBounced).Select(mail => mail.Sent.Text).ToList();
        Assert.Contains(bounced, text => text.Contains("Pia Peer, one of the raters", StringComparison.Ordinal));
        Assert.Contains(bounced, text => text.Contains("the address of Lea Leader (leader)", StringComparison.Ordinal));
    }

    [Fact]
    public void The_firm_is_told_of_silent_raters_by_group_only()
    {
        var texts = All.Where(mail => mail is { Decided.MailKind: MailKind.Escalation, Obligation.Kind: ObligationKind.ThreeSixty })
            .Select(mail => mail.Sent.Text).ToList();
        Assert.Contains(texts, text => text.Contains("others: 0 of 6", StringComparison.Ordinal));
        Assert.DoesNotContain(
            All, mail => mail is { Decided.MailKind: MailKind.Escalation, Obligation.Kind: ObligationKind.RaterResponse });
    }

    [Fact]
    public void A_boss_is_told_that_the_answer_is_shown_as_the_bosss()
    {
        var asked = All.Where(mail => mail is { Decided.MailKind: MailKind.Request, Obligation.Kind: ObligationKind.RaterResponse })
            .ToList();
        Assert.All(asked, mail => Assert.Equal(
            mail.To!.Relationship == Relationship.Boss, mail.Sent.Text.Contains("as the boss's answer", StringComparison.Ordinal)));
        Assert.All(asked, mail => Assert.Equal(
            mail.To!.Relationship != Relationship.Boss, mail.Sent.Text.Contains("groups of 3 or more", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_reminder_says_whether_it_is_due_or_was()
    {
        var reminders = All.Where(
            mail => mail is { Decided.MailKind: MailKind.Reminder, Obligation.Kind: ObligationKind.Context, Decided.Cycle: 1 }).ToList();
        Assert.Contains("It is due by Monday 18 January 2027.", reminders[0].Sent.Text, StringComparison.Ordinal);
        Assert.Contains("It was due on Monday 18 January 2027.", reminders[^1].Sent.Text, StringComparison.Ordinal);
        Assert.All(
            reminders, reminder => Assert.StartsWith("Reminder: define the context", reminder.Sent.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public void A_notice_that_is_decided_on_after_a_renewal_tells_of_the_cycle_before()
    {
        var mails = MailBook.Of(story =>
        {
            story.UntilReview().Commit().Pass(185);
            story.Happens(new MonthClosedUnlogged(6)).HoldEndReview(renew: true).Pass(5);
        });
        var told = mails.Last(mail => mail.Decided.MailKind == MailKind.MonthUnlogged);
        Assert.Equal(2, told.Decided.Cycle);
        Assert.Contains(
            "month 6 of the program, from Friday 4 June 2027 to Saturday 3 July 2027", told.Sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_add_no_element_no_line_and_no_header()
    {
        var hostile = MailBook.Complete(Hostile.After);
        Assert.Equal(All.Count, hostile.Count);
        Assert.All(All.Zip(hostile), pair =>
        {
            var (plain, sent) = (pair.First.Sent, pair.Second.Sent);
            Assert.Equal(Shape(plain.Html), Shape(sent.Html), StringComparer.Ordinal);
            Assert.Equal(plain.Text.Count('\n'), sent.Text.Count('\n'));
            foreach (var line in (string[])[sent.Subject, sent.FirmName, sent.ToName, sent.ToAddress])
                Assert.DoesNotContain(
                    line, character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202E' or '\u2066');
            Assert.DoesNotContain('\u202E', sent.Text);
            Assert.Contains(Hostile.Template, sent.Text, StringComparison.Ordinal);
        });

        static IEnumerable<string> Shape(string html) => new HtmlParser().ParseDocument(html).All
            .Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}");
    }

    [Fact]
    public async Task A_mail_whose_recipient_was_erased_cannot_be_written()
    {
        var story = new Story().Start();
        MailDecided? welcome = null;
        story.OnMail = mail => welcome ??= mail.MailKind == MailKind.Welcome ? mail : null;
        story.SendMails();

        var documents = new Dictionary<string, Document>(story.Documents, StringComparer.Ordinal);
        var details = story.Engagement.Find(welcome!.Recipient)!.Details;
        documents.Remove(details.Id);
        var erased = await Assert.ThrowsAsync<DocumentErasedException>(() => MailBook.ComposeAsync(story, welcome, documents));
        Assert.Equal(details.Id, erased.Document);
    }

    [Fact]
    public async Task A_mail_is_written_the_same_on_every_attempt()
    {
        var story = new Story().Start().DefineContext().InterviewLeader().AddRaters();
        MailDecided? request = null;
        story.OnMail = mail => request = mail;
        story.SendMails();
        var first = await MailBook.ComposeAsync(story, request!, story.Documents);
        var second = await MailBook.ComposeAsync(story, request!, story.Documents);
        Assert.Equal((first.Subject, first.Html, first.Text), (second.Subject, second.Html, second.Text));
    }

    private static string? RelOf(WrittenMail mail) => mail switch
    {
        { To: null } or { Decided.MailKind: MailKind.AccessCode or MailKind.Cancelled } => null,
        { Decided.MailKind: MailKind.AddressChanged } => "address",
        { Obligation.Link: LinkPurpose.Decide } => "decide",
        { Obligation.Link: LinkPurpose.Respond } => "respond",
        { To.Role: Role.Coach } => "workspace",
        { To.Role: Role.Leader } => "program",
        { To.Role: Role.Sponsor } => "progress",
        _ => null,
    };

    private static void AssertNone(OutgoingMail mail, string[] names) => Assert.All(names, name =>
    {
        Assert.DoesNotContain(name, mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(name, mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, mail.Html, StringComparison.Ordinal);
    });
}
