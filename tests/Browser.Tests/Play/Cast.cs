namespace CoachingWorkflow.Browser.Tests.Play;

/// <summary>Someone who is asked in the 360-degree interviews.</summary>
internal sealed record Rater(string Name, string Email, string Relationship);

/// <summary>Who takes part.</summary>
internal static class Cast
{
    public const string Leader = "lena.vogt@acme.example";

    public const string Coach = "cora.doyle@coaches.example";

    public const string Sponsor = "sam.whitfield@acme.example";

    public const string OtherSponsor = "sue.tanaka@acme.example";

    /// <summary>The first four answer by link, the coach interviews the fifth, the last stays silent.</summary>
    public static IReadOnlyList<Rater> Raters { get; } =
    [
        new("Bea Boss", "bea.boss@acme.example", "The boss"),
        new("Pia Peer", "pia.peer@acme.example", "A peer"),
        new("Pol Peer", "pol.peer@acme.example", "A peer"),
        new("Pam Peer", "pam.peer@acme.example", "A peer"),
        new("Tom Team", "tom.team@acme.example", "A member of the team"),
        new("Ole Other", "ole.other@client.example", "Someone else"),
    ];

    public static IEnumerable<Rater> AnsweringByLink => Raters.Take(4);

    public static Rater Interviewed => Raters[4];

    /// <summary>What the firm sends to start the engagement.</summary>
    public static object Engagement { get; } = new
    {
        leader = new { name = "Lena Vogt", email = Leader },
        coach = new { name = "Cora Doyle", email = Coach },
        sponsors = new[] { new { name = "Sam Whitfield", email = Sponsor }, new { name = "Sue Tanaka", email = OtherSponsor } },
        months = 9,
        timeZone = "Europe/Berlin",
    };
}
