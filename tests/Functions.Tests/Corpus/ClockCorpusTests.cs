using System.Globalization;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Times that clocks skip or show twice.</summary>
public sealed class ClockCorpusTests
{
    [Fact]
    public async Task A_time_that_is_skipped_is_the_first_that_comes_and_one_that_is_repeated_its_first() =>
        await CorpusFile.WalkAsync<ClockLine>("clocks", line => Task.FromResult(
            Zones.At(line.Day, line.Time, line.Zone).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    private sealed record ClockLine : CorpusLine
    {
        public required DateOnly Day { get; init; }

        public required TimeOnly Time { get; init; }

        public required string Zone { get; init; }
    }
}
