using System.Runtime.CompilerServices;
using EmbeddedHost.AzureStorage;

namespace EmbeddedHost.Tests.Testing;

/// <summary>
/// Rows of the History table as Azure Storage had them: beside the tests when they run, in the source tree when they are recorded.
/// </summary>
internal static class TableFixture
{
    /// <summary>Two days are left to answer.</summary>
    public const string Waiting = "azure-storage-waiting";

    /// <summary>It has begun anew and waits; rows of the first round stand behind it.</summary>
    public const string Again = "azure-storage-again";

    /// <summary>It was answered and has ended.</summary>
    public const string Answered = "azure-storage-answered";

    public static List<IDictionary<string, object>> Read(string name)
        => TableRows.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Testing", name + ".json")));

    /// <summary>Keeps rows in the source tree, to be committed.</summary>
    public static void Write(string name, IEnumerable<IDictionary<string, object>> rows, [CallerFilePath] string here = "")
        => File.WriteAllText(Path.Combine(Path.GetDirectoryName(here)!, name + ".json"), TableRows.Write(rows));
}
