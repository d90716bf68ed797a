namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>A data folder of one test.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("coaching-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
