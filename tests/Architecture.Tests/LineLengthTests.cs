namespace CoachingWorkflow.Architecture.Tests;

public sealed class LineLengthTests
{
    private const int Columns = 140;

    [Fact]
    public void No_line_has_more_than_140_columns()
    {
        var files = new[] { "src", "tests", "bench" }
            .SelectMany(folder => Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.razor"))).ToList();
        var tooLong =
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > Columns
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} columns.";

        Assert.True(files.Count > 500);
        Assert.Empty(tooLong);
    }
}
