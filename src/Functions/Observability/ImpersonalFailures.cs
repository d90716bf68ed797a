using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// Lets no exception's message out of an activity or a scheduled function. Azure's hosts log what a function throws, and Durable writes it
/// into histories; a message may quote what people wrote.
/// </summary>
/// <param name="log">Takes what failed where.</param>
internal sealed partial class ImpersonalFailures(ILogger<ImpersonalFailures> log)
{
    /// <summary>Runs a function.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">The function's name.</param>
    /// <param name="run">The function.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    public async Task<T> GuardAsync<T>(string function, Func<Task<T>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            var description = ImpersonalFailure.Describe(failure);
            LogFailed(function, description);
            throw new FunctionFailedException(description);
        }
    }

    [LoggerMessage(1602, LogLevel.Warning, "{Function} failed: {Failure}")]
    private partial void LogFailed(string function, string failure);
}
