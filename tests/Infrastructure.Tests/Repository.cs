namespace CoachingWorkflow.Infrastructure.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("These tests run from a checkout: no CoachingWorkflow.sln above them.");
    }
}
