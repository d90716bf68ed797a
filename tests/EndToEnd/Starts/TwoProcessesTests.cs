using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Starts;

public sealed class TwoProcessesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        using var folder = new DataFolder();
        await using var first = await AppProcess.StartAsync(folder.Path, Cancellation);
        using var http = new HttpClient { BaseAddress = first.Address };

        var (exitCode, output) = await AppProcess.RunToEndAsync(
            TourSettings.Arguments(TourSettings.FreeAddress(), folder.Path), Cancellation);

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"The data folder {folder.Path} is in use by another process", output, StringComparison.Ordinal);
        Assert.Contains("Data:Path", output, StringComparison.Ordinal);
        Assert.Equal(CoachingApi.Instant(TourSettings.ClockStart), await new CoachingApi(http).NowAsync(Cancellation));
    }

    [Fact]
    public async Task A_folder_whose_process_was_killed_is_free()
    {
        using var folder = new DataFolder();
        await using var first = await AppProcess.StartAsync(folder.Path, Cancellation);
        using var http = new HttpClient { BaseAddress = first.Address };
        await new CoachingApi(http).AdvanceToAsync(CoachingApi.Instant("2027-02-01T00:00:00Z"), Cancellation);

        await first.KillAsync();
        await first.RestartAsync(Cancellation);

        Assert.Equal(CoachingApi.Instant("2027-02-01T00:00:00Z"), await new CoachingApi(http).NowAsync(Cancellation));
    }
}
