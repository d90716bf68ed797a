using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What one address at one firm is told on one working morning, across engagements.</summary>
/// <param name="Items">What each of the mails tells that it stands for: two or more, all to one address.</param>
public sealed record DigestMail(ImmutableArray<MailContent> Items)
{
    /// <summary>How many are told one by one: a longer mail is cut by mail programs.</summary>
    public const int MostTold = 100;

    /// <summary>Who writes to whom.</summary>
    public MailFrame Frame => Items[0].Frame;

    /// <summary>The name of the recipient; of several at one address, all of them.</summary>
    public string ToName => string.Join(", ", Items.Select(item => item.Frame.ToName).Distinct(StringComparer.Ordinal));

    /// <summary>Whether it is the firm's; else a person's.</summary>
    public bool IsToFirm => Items.All(item => item.Frame.Role is null);

    /// <summary>The names of the leaders whose coaching it is about.</summary>
    public ImmutableArray<string> Leaders => [.. Items.Select(item => item.Frame.Leader).Distinct(StringComparer.Ordinal)];

    /// <summary>What is told one by one.</summary>
    public ImmutableArray<MailContent> Told => [.. Items.Take(MostTold)];

    /// <summary>How many more there are.</summary>
    public int Untold => Items.Length - Told.Length;
}
