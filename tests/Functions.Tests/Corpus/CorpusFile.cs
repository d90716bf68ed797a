using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>
/// A file of tests/Corpus: what people, programs and attackers have sent, a case a line, each with what it must give. Adding a case is
/// adding a line.
/// </summary>
internal static class CorpusFile
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Walks a file, and fails with all the lines that give something else than they must.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="give">Tries a line, and says what it gave.</param>
    public static async Task WalkAsync<TLine>(string name, Func<TLine, Task<string>> give)
        where TLine : CorpusLine
    {
        var wrong = new List<string>();
        foreach (var (number, line) in Read<TLine>(name))
        {
            var gave = await give(line);
            if (gave != line.Gives)
                wrong.Add($"{name}.jsonl:{number} must give '{line.Gives}' and gave '{gave}': {line.Because}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The lines of a file with their numbers.</summary>
    public static IReadOnlyList<(int Number, TLine Line)> Read<TLine>(string name)
        where TLine : CorpusLine
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpus", name + ".jsonl"))
            .Select((text, index) => (index + 1, JsonSerializer.Deserialize<TLine>(text, Lines)!)).ToList();
        Assert.NotEmpty(lines);
        return lines;
    }
}

/// <summary>What every line says.</summary>
internal abstract record CorpusLine
{
    /// <summary>What it must give, in the words of its test.</summary>
    public required string Gives { get; init; }

    /// <summary>What happened to whom.</summary>
    public required string Because { get; init; }

    /// <summary>The public report that it comes from, or "own trial".</summary>
    public required string From { get; init; }
}
