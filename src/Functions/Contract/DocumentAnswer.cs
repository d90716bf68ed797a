using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Contract;

/// <summary>The contract as it is written.</summary>
/// <param name="bytes">The document.</param>
internal sealed class DocumentAnswer(ReadOnlyMemory<byte> bytes) : IActionResult
{
    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "application/yaml";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
    }
}
