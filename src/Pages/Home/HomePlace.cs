namespace CoachingWorkflow.Pages;

/// <summary>A place that the home page leads to.</summary>
/// <param name="Address">Its address on this host.</param>
/// <param name="Name">The link's text.</param>
/// <param name="Purpose">What follows the link in its sentence.</param>
public sealed record HomePlace(string Address, string Name, string Purpose);
