using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>What a command comes to: facts to append (none when it changes nothing), or a refusal.</summary>
internal sealed record Decision
{
    private Decision(ImmutableArray<Fact> facts, Refusal? refusal) => (Facts, Refusal) = (facts, refusal);

    /// <summary>The facts to append, in order; empty when refused or when nothing changes.</summary>
    public ImmutableArray<Fact> Facts { get; }

    /// <summary>Why not, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The command is already true of the engagement.</summary>
    public static Decision NothingToDo { get; } = new([], refusal: null);

    /// <summary>The command is accepted with these facts.</summary>
    public static Decision Accept(params IEnumerable<Fact> facts) => new([.. facts], refusal: null);

    /// <summary>The command is refused.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    /// <summary>The command is accepted with one fact.</summary>
    public static implicit operator Decision(Fact fact) => new([fact], refusal: null);
}
