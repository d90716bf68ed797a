using CsCheck;

namespace CoachingWorkflow.Functions.Tests.Fuzz;

/// <summary>Chooses, the same way for the same seed.</summary>
internal sealed class Dice(PCG generator)
{
    /// <summary>A number from 0, below a bound.</summary>
    public int Below(int bound) => (int)generator.Next((uint)bound);

    /// <summary>Whether something happens that happens so often in a hundred times.</summary>
    public bool In100(int often) => Below(100) < often;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];
}
