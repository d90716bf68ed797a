namespace CoachingWorkflow.Functions.Storage.Macs;

/// <summary>
/// Gives a MAC to journals that an earlier release wrote without one. Any member may throw <see cref="StorageUnavailableException"/>.
/// </summary>
internal interface IJournalSealing
{
    /// <summary>The engagements of all journals that have entries.</summary>
    IAsyncEnumerable<string> JournalsAsync(CancellationToken cancellation);

    /// <summary>Takes what stands in a journal for what was written, if its chain verifies, and gives it a MAC if it has none.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <exception cref="JournalBrokenException">The journal does not verify.</exception>
    Task SealAsync(string engagement, CancellationToken cancellation);
}
