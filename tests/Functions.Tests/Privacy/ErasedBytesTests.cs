using System.Net;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Privacy;

/// <summary>What retention has deleted is gone from the disk, not only from the tables.</summary>
public sealed class ErasedBytesTests : IDisposable
{
    private const string Text = "Sphinx of black quartz";

    private readonly string _folder = Directory.CreateTempSubdirectory("coaching-erased-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_the_retention_purge_no_byte_of_a_text_is_left_in_any_file()
    {
        await using var app = await TestApp.StartAsync(data: _folder);
        var engagement = await TestEngagement.AtStepAsync(app, 2);
        for (var edition = 1; edition <= 6; edition++)
        {
            var interview = Bodies.LeaderInterview(app.Today);
            interview["behaviors"] = $"{Text} {edition} {new string('z', 2_000 * edition)}";
            (await engagement.PutAsync("leader-interview", interview)).Is(HttpStatusCode.OK);
        }

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.NotEqual(0, Copies());

        await app.AdvanceToAsync(app.Now.AddMonths(24).AddHours(2));

        (await app.Firm.GetAsync(engagement.Path)).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(0, Copies());
    }

    private int Copies() => Directory.EnumerateFiles(_folder, "workflow.db*").Sum(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray()).Split(Text).Length - 1;
    });
}
