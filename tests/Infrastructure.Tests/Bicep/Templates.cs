namespace CoachingWorkflow.Infrastructure.Tests.Bicep;

/// <summary>The files under <c>infra/bicep</c>, or a copy of them with something changed.</summary>
internal static class Templates
{
    public static string Folder { get; } = Repository.PathOf("infra/bicep");

    public static string Main { get; } = Path.Combine(Folder, "main.bicep");

    public static IReadOnlyList<string> Parameters { get; } = [.. Names("*.bicepparam")];

    public static IReadOnlyList<string> All { get; } = [.. Names("*.bicep"), .. Parameters];

    /// <summary>Copies the templates, so that the compiler writes nothing beside them.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="changes">Files, a text in each and what it becomes.</param>
    public static void Copy(TemporaryFolder folder, IEnumerable<(string File, string Text, string Instead)>? changes = null)
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = folder.File(Path.GetRelativePath(Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        foreach (var changed in changes ?? [])
        {
            var file = folder.File(changed.File);
            var text = File.ReadAllText(file);
            Assert.Contains(changed.Text, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(changed.Text, changed.Instead, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal);
}
