namespace CoachingWorkflow.Domain.Tests;

/// <summary>A mail that went.</summary>
internal sealed record Delivered(DateTimeOffset SentAt, MailOwed Mail)
{
    public MailKind Kind => Mail.Kind;

    public string Recipient => Mail.Recipient;

    public string About => Mail.About;
}

/// <summary>
/// Does for a scenario what the orchestration does for an engagement: on every wake it records what time has brought,
/// decides and sends what is due, and sleeps until the agenda says.
/// </summary>
internal sealed class PostOffice(Scenario scenario)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public List<Delivered> Sent { get; } = [];

    public List<MailOwed> Dropped { get; } = [];

    public int Wakes { get; private set; }

    /// <summary>Brings the engagement up to date and sends what is due now.</summary>
    public PostOffice Deliver()
    {
        Wakes++;
        scenario.PassTime();
        foreach (var mail in MailsOwed.Due(scenario.Engagement, scenario.Now).ToList())
            Send(mail);

        Assert.Empty(Agenda.TimeDrivenFacts(scenario.Engagement, scenario.Now));
        Assert.Empty(MailsOwed.Due(scenario.Engagement, scenario.Now));
        Assert.Empty(scenario.Engagement.Mails.Pending);
        var wakeAt = Agenda.WakeAt(scenario.Engagement, scenario.Now);
        Assert.True(wakeAt is null || wakeAt > scenario.Now, $"It is {scenario.Now:O} and the next wake is {wakeAt:O}: it spins.");
        return this;
    }

    /// <summary>Sleeps and wakes as the agenda says until that instant, which is then the present.</summary>
    public PostOffice RunUntil(DateTimeOffset until)
    {
        Deliver();
        while (Agenda.WakeAt(scenario.Engagement, scenario.Now) is { } wakeAt && wakeAt <= until)
        {
            scenario.At(wakeAt);
            Deliver();
        }

        scenario.At(until);
        return Deliver();
    }

    public PostOffice RunUntil(string utc) => RunUntil(Scenario.Instant(utc));

    /// <summary>The mails that go now, and nothing else.</summary>
    public IReadOnlyList<Delivered> DeliverNow()
    {
        var before = Sent.Count;
        Deliver();
        return Sent[before..];
    }

    public static MailDecided Decide(MailOwed mail) =>
        new(mail.Id, mail.Kind, mail.About, mail.Recipient, mail.Occasion, mail.Cycle, mail.Link);

    private void Send(MailOwed mail)
    {
        Assert.True(_ids.Add(mail.Id), $"The {mail.Kind} about {mail.About} to {mail.Recipient} was decided twice.");
        var decided = Decide(mail);
        scenario.Append(decided);
        if (MailsOwed.IsStillOwed(scenario.Engagement, decided))
        {
            scenario.Append(new MailSent(mail.Id));
            // What is gathered is decided a little before its morning.
            Sent.Add(new Delivered(mail.At > scenario.Now ? mail.At : scenario.Now, mail));
        }
        else
        {
            scenario.Append(new MailDropped(mail.Id));
            Dropped.Add(mail);
        }
    }
}
