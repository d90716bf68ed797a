using System.Collections.Immutable;

namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>A mail as <c>/dev/mail</c> shows it.</summary>
public sealed record OutboxMail(
    string Id, string Kind, string? About, string To, string Subject, DateTimeOffset SentAt, string Text,
    ImmutableArray<OutboxLink> Links, ImmutableArray<OutboxAttachment> Attachments);

public sealed record OutboxLink(string Rel, Uri Href);

public sealed record OutboxAttachment(string Name, string ContentType);
