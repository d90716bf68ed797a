namespace CoachingWorkflow.EndToEnd;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException("These tests run from a checkout: no CoachingWorkflow.sln above them.");
        return folder.FullName;
    }
}
