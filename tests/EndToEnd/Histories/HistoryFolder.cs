using System.Runtime.CompilerServices;
using EmbeddedHost.Testing;

namespace CoachingWorkflow.EndToEnd.Histories;

/// <summary>The recorded histories: beside the tests when they run, in the source tree when they are recorded.</summary>
public static class HistoryFolder
{
    /// <summary>How the names of those begin that the embedded host recorded: with the release.</summary>
    public const string Release = "v0.1";

    /// <summary>How the names of those begin that the Azure Storage provider recorded.</summary>
    public const string AzureStorage = "azure-storage";

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Beside, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string Beside => Path.Combine(AppContext.BaseDirectory, "Histories");

    public static HistoryExport Read(string name) => HistoryExport.FromJson(File.ReadAllText(Path.Combine(Beside, $"{name}.json")));

    /// <summary>Keeps a history in the source tree, to be committed.</summary>
    public static void Write(string name, HistoryExport history, [CallerFilePath] string here = "") =>
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(here)!, $"{name}.json"), history.ToJson() + "\n");
}
