namespace EmbeddedHost.Tests;

/// <summary>A data folder of a test's own.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("embedded-host-").FullName;

    public string Setting => "--Data:Path=" + Path;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
