namespace CoachingWorkflow.Domain.Tests;

/// <summary>A command in one of its variants.</summary>
/// <param name="Name">Says which, in the tests' names.</param>
/// <param name="In">The command for where a scenario stands; it may let a mail go first.</param>
internal sealed record SampleCommand(string Name, Func<Scenario, Command> In);
