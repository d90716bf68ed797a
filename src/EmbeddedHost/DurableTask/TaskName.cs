using System.Diagnostics.CodeAnalysis;

namespace EmbeddedHost.DurableTask;

/// <summary>The name of an orchestration or activity function.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Mirrors the Azure type, which has no equality operators.")]
public readonly struct TaskName
{
    private readonly string? _name;

    /// <summary>Wraps a function's name.</summary>
    public TaskName(string name) => _name = name;

    /// <summary>The function's name; empty for <c>default</c>.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>The name as text.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>The text as a name.</summary>
    public static implicit operator TaskName(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
