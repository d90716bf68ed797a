using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What one address at one firm is told on one working morning, across engagements.</summary>
/// <param name="Items">What each of the mails tells that it stands for: two or more, all to one address.</param>
public sealed record DigestMail(ImmutableArray<MailContent> Items)
{
    /// <summary>Who writes to whom.</summary>
    public MailFrame Frame => Items[0].Frame;

    /// <summary>The name of the recipient; of several at one address, all of them.</summary>
    public string ToName => string.Join(", ", Items.Select(item => item.Frame.ToName).Distinct(StringComparer.Ordinal));

    /// <summary>Whether it is the firm's; else a person's, who may have the firm's address.</summary>
    public bool IsToFirm => Items.All(item => item.Frame.Role is null);

    /// <summary>Whether something in it has a link.</summary>
    public bool HasLinks => Items.Any(item => item.Frame.Link is not null);

    /// <summary>The names of the leaders whose coaching it is about.</summary>
    public ImmutableArray<string> Leaders => [.. Items.Select(item => item.Frame.Leader).Distinct(StringComparer.Ordinal)];
}
