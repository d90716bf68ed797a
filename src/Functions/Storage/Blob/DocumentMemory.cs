using Microsoft.Extensions.Caching.Memory;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// Remembers the documents that were read or written lately, which never change: a burst of calls on one engagement reads each once.
/// Not for long: what another instance erases is gone here too after <see cref="Lifetime"/>.
/// </summary>
/// <param name="time">Says how long.</param>
internal sealed class DocumentMemory(TimeProvider time) : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>How long a document is remembered.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The content of a blob, if it is remembered.</summary>
    /// <param name="name">The blob's name.</param>
    public byte[]? Find(string name) => _memory.Get<Kept>(name) is { } kept && time.GetUtcNow() - kept.At < Lifetime ? kept.Content : null;

    /// <summary>Remembers the content of a blob.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="content">The content.</param>
    public void Keep(string name, byte[] content) => _memory.Set(
        name, new Kept(content, time.GetUtcNow()),
        new MemoryCacheEntryOptions { Size = content.Length, AbsoluteExpirationRelativeToNow = Lifetime });

    /// <summary>Forgets a blob.</summary>
    /// <param name="name">The blob's name.</param>
    public void Forget(string name) => _memory.Remove(name);

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private sealed record Kept(byte[] Content, DateTimeOffset At);
}
