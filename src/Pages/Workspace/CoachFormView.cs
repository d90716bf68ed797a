namespace CoachingWorkflow.Pages;

/// <summary>A form that the coach has, as the page leads to it.</summary>
/// <param name="Name">Its name, in the address too.</param>
/// <param name="Title">What it does, in words.</param>
/// <param name="Entry">The part of the page where one begins with it.</param>
/// <param name="Settles">What it settles, if something is owed.</param>
/// <param name="IsOpen">Whether it is taken now.</param>
public sealed record CoachFormLink(string Name, string Title, PagePart Entry, ObligationKind? Settles, bool IsOpen);

/// <summary>The form that the page shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Component">What shows its fields: a <see cref="CoachFormPart"/>.</param>
/// <param name="Id">Whom or which session it is about, if it is about one.</param>
/// <param name="Edition">The edition that it writes over; null if it only adds.</param>
/// <param name="HasCheckedBox">Whether it can come filled in, so that its box has to be ticked.</param>
/// <param name="KeepsDraft">Whether what is typed can be kept before it is sent.</param>
/// <param name="State">What it comes with: what was posted to it, or else what is recorded already.</param>
public sealed record CoachFormView(
    string Name, Type Component, string? Id, int? Edition, bool HasCheckedBox, bool KeepsDraft, FormState State);
