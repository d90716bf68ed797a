namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>
/// One step of a tour: a command, a posted link or an advance of the clock, each safe to repeat after a crash, with its checks.
/// </summary>
/// <param name="Name">What happens.</param>
/// <param name="RunAsync">Makes it happen, and waits for what follows from it.</param>
public sealed record TourStep(string Name, Func<CancellationToken, Task> RunAsync);
