using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>
/// Counts the requests that reach the storage, each try for itself, by method and kind of blob. Listings are left out: they are the
/// hourly sweep's, whatever happens in an engagement.
/// </summary>
internal sealed class CountedCalls : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How many so far.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>How many of what kind so far.</summary>
    public string Kinds =>
        string.Join(", ", _counts.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Value}"));

    /// <summary>Runs something and checks how many requests it took.</summary>
    /// <param name="what">What it is called in the message of a failure.</param>
    /// <param name="most">As many as it may take.</param>
    /// <param name="action">What is run.</param>
    public async Task AtMostAsync(string what, int most, Func<Task> action)
    {
        _counts.Clear();
        await action();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {Total} requests ({Kinds})");
        Assert.True(Total <= most, $"{what} took {Total} requests, more than {most}: {Kinds}");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // A blob's name comes after the account's and the container's.
        var path = message.Request.Uri.Path.Split('/', 4, StringSplitOptions.RemoveEmptyEntries);
        if (path.Length > 2)
            _counts.AddOrUpdate(
                $"{message.Request.Method} {Uri.UnescapeDataString(path[2]).Split('/')[0]}", 1, static (_, count) => count + 1);
        return ProcessNextAsync(message, pipeline);
    }
}
