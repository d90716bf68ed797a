using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>Starts the orchestrations of digests. They are told nothing: what there is to do is in the records.</summary>
internal static class DigestStarter
{
    private const string Prefix = "digest-";

    /// <summary>The instance that sends a digest.</summary>
    public static string InstanceOf(string digest) => Prefix + digest;

    /// <summary>The digest that an instance sends.</summary>
    public static string DigestOf(string instance) => instance[Prefix.Length..];

    /// <summary>Starts a digest's orchestration, unless it runs.</summary>
    /// <returns>Whether it had to be started.</returns>
    public static async Task<bool> EnsureRunsAsync(DurableTaskClient client, string digest, CancellationToken cancellation)
    {
        var instance = InstanceOf(digest);
        if (await RunsAsync())
            return false;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(MorningDigest), input: null, new StartOrchestrationOptions(InstanceId: instance), cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            // The hosts throw different exceptions where another engagement was faster.
            if (await RunsAsync())
                return false;
            throw;
        }

        async Task<bool> RunsAsync() => await client.GetInstanceAsync(instance, cancellation) is { IsCompleted: false };
    }
}
