using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain;

/// <summary>
/// Something that happened to an engagement: small, immutable, impersonal. Facts hold ids, dates, numbers and choices;
/// names, addresses and texts are documents that a fact refers to by <see cref="DocumentRef"/>.
/// </summary>
/// <remarks>
/// A fact is stored for years. Its kind (the discriminator below) and its members' names never change meaning:
/// a new release may add kinds and optional members, never rename or remove one.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EngagementStarted), "engagementStarted")]
[JsonDerivedType(typeof(PersonChanged), "personChanged")]
[JsonDerivedType(typeof(AddressConfirmed), "addressConfirmed")]
[JsonDerivedType(typeof(AddressObjected), "addressObjected")]
[JsonDerivedType(typeof(AddressRefused), "addressRefused")]
[JsonDerivedType(typeof(EngagementCancelled), "engagementCancelled")]
[JsonDerivedType(typeof(ContextDefined), "contextDefined")]
[JsonDerivedType(typeof(ContextAmended), "contextAmended")]
[JsonDerivedType(typeof(LeaderInterviewed), "leaderInterviewed")]
[JsonDerivedType(typeof(LeaderInterviewAmended), "leaderInterviewAmended")]
[JsonDerivedType(typeof(RaterAdded), "raterAdded")]
[JsonDerivedType(typeof(RaterResponded), "raterResponded")]
[JsonDerivedType(typeof(InterviewsDone), "interviewsDone")]
[JsonDerivedType(typeof(ProgramDesigned), "programDesigned")]
[JsonDerivedType(typeof(DesignCommitted), "designCommitted")]
[JsonDerivedType(typeof(RevisionRequested), "revisionRequested")]
[JsonDerivedType(typeof(DesignApproved), "designApproved")]
[JsonDerivedType(typeof(SessionLogged), "sessionLogged")]
[JsonDerivedType(typeof(SessionCorrected), "sessionCorrected")]
[JsonDerivedType(typeof(MonthClosedUnlogged), "monthClosedUnlogged")]
[JsonDerivedType(typeof(ReviewMeetingScheduled), "reviewMeetingScheduled")]
[JsonDerivedType(typeof(ReviewMeetingCancelled), "reviewMeetingCancelled")]
[JsonDerivedType(typeof(MidReviewOpened), "midReviewOpened")]
[JsonDerivedType(typeof(MidReviewHeld), "midReviewHeld")]
[JsonDerivedType(typeof(ProgramCorrected), "programCorrected")]
[JsonDerivedType(typeof(EndReviewOpened), "endReviewOpened")]
[JsonDerivedType(typeof(MidReviewLapsed), "midReviewLapsed")]
[JsonDerivedType(typeof(EndReviewHeld), "endReviewHeld")]
[JsonDerivedType(typeof(CycleOpened), "cycleOpened")]
[JsonDerivedType(typeof(MailDecided), "mailDecided")]
[JsonDerivedType(typeof(MailSent), "mailSent")]
[JsonDerivedType(typeof(MailDeferred), "mailDeferred")]
[JsonDerivedType(typeof(MailRefused), "mailRefused")]
[JsonDerivedType(typeof(MailReturned), "mailReturned")]
[JsonDerivedType(typeof(MailDelivered), "mailDelivered")]
[JsonDerivedType(typeof(MailDropped), "mailDropped")]
[JsonDerivedType(typeof(FreshLinkRequested), "freshLinkRequested")]
[JsonDerivedType(typeof(LinkEnded), "linkEnded")]
[JsonDerivedType(typeof(AccessCodeRequested), "accessCodeRequested")]
[JsonDerivedType(typeof(AccessCodeMissed), "accessCodeMissed")]
[JsonDerivedType(typeof(AccessGranted), "accessGranted")]
internal abstract record Fact
{
    /// <summary>The engagement after this fact. Pure: the same journal always folds to the same state.</summary>
    /// <param name="engagement">The state before.</param>
    /// <param name="at">When the fact was recorded.</param>
    protected internal abstract Engagement ApplyTo(Engagement engagement, DateTimeOffset at);

    /// <summary>What this fact writes, of that which can be written over (<see cref="Amendable"/>).</summary>
    /// <param name="after">The state after this fact.</param>
    protected internal virtual IEnumerable<string> Amends(Engagement after) => [];

    /// <summary>The one-time mails that follow from this fact, beside the requests and reminders that obligations bring.</summary>
    /// <param name="after">The state after this fact.</param>
    protected internal virtual IEnumerable<Notice> Announce(Engagement after) => [];
}
