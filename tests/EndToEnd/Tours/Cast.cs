namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>Who takes part in a tour.</summary>
public static class Cast
{
    public const string Leader = "lea.leader@client.example";

    public const string Coach = "cora.coach@coaches.example";

    /// <summary>In New York.</summary>
    public const string Sponsor = "sam.sponsor@client.example";

    /// <summary>In Tokyo.</summary>
    public const string OtherSponsor = "sue.sponsor@client.example";

    /// <summary>Five of the raters answer at once; the others have to be reminded.</summary>
    public const int PromptRaters = 5;

    /// <summary>Eight people in four groups.</summary>
    public static IReadOnlyList<(string Name, string Email, string Relationship)> Raters { get; } =
    [
        ("Bea Boss", "bea.boss@client.example", "boss"),
        ("Tom Team", "tom.team@client.example", "team"),
        ("Tia Team", "tia.team@client.example", "team"),
        ("Pia Peer", "pia.peer@client.example", "peer"),
        ("Pol Peer", "pol.peer@client.example", "peer"),
        ("Pam Peer", "pam.peer@client.example", "peer"),
        ("Ole Other", "ole.other@client.example", "other"),
        ("Tim Team", "tim.team@client.example", "team"),
    ];
}
