using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Http;

/// <summary>The body of a request, byte by byte, before anybody makes sense of it.</summary>
internal static class RequestBytes
{
    /// <summary>The most that a body may have.</summary>
    public const int Most = 1_048_576;

    /// <summary>Whether the body says that it is packed.</summary>
    public static bool ArePacked(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity";

    /// <summary>The body; null when it has more than <see cref="Most"/>.</summary>
    /// <param name="cancellation">The caller has gone.</param>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Most)
            return null;

        var bytes = new ArrayBufferWriter<byte>();
        int read;
        while ((read = await request.Body.ReadAsync(bytes.GetMemory(8192), cancellation)) > 0)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > Most)
                return null;
        }

        return bytes.WrittenMemory;
    }
}
