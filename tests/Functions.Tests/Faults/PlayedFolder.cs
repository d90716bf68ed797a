using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Faults;

/// <summary>
/// A data folder with an engagement in every step, as a crash leaves it: a part in the file, the rest in its log. With what the firm read.
/// </summary>
public sealed class PlayedFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-played-");

    /// <summary>What the firm read of each engagement.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    private string Kept => System.IO.Path.Combine(_folder.FullName, "kept");

    public async ValueTask InitializeAsync()
    {
        var data = System.IO.Path.Combine(_folder.FullName, "data");
        await using var app = await TestApp.StartAsync(data: data);
        for (var step = 1; step <= 8; step++)
        {
            var engagement = await TestEngagement.AtStepAsync(app, step);
            await app.RestAsync();
            if (step == 4)
                app.File.Truncate();
            Answers.Add(engagement.Id, "");
        }

        foreach (var id in Answers.Keys)
            Answers[id] = (await app.Firm.GetAsync($"/api/engagements/{id}")).Is(System.Net.HttpStatusCode.OK).Text;
        await app.RestAsync();
        Directory.CreateDirectory(Kept);
        foreach (var file in (string[])["workflow.db", "workflow.db-wal"])
            File.Copy(System.IO.Path.Combine(data, file), System.IO.Path.Combine(Kept, file));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy of its own, deleted with the object.</summary>
    internal CopiedFolder Copy()
    {
        var copy = new CopiedFolder();
        foreach (var file in Directory.EnumerateFiles(Kept))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        return copy;
    }

    internal sealed class CopiedFolder : IDisposable
    {
        private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("coaching-damaged-");

        public string Path => _copy.FullName;

        public void Dispose() => _copy.Delete(recursive: true);
    }
}
