using Azure.Core;
using Azure.Core.Pipeline;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>Lets calls to the storage fail, before they reach it or after it has answered.</summary>
internal sealed class FaultyCalls : HttpPipelinePolicy
{
    /// <summary>The calls that never reach the storage.</summary>
    public Func<Request, bool> Fails { get; set; } = _ => false;

    /// <summary>The call whose answer is lost, once.</summary>
    public Func<Request, bool>? LosesAnswerOf { get; set; }

    /// <summary>How many calls were made.</summary>
    public int Count { get; private set; }

    public static bool IsAppend(Request request) => request.Uri.Query.Contains("comp=appendblock", StringComparison.Ordinal);

    public static bool IsIndexWrite(Request request) =>
        request.Method == RequestMethod.Put && request.Uri.Path.Contains("/index", StringComparison.Ordinal);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count++;
        if (Fails(message.Request))
            throw new IOException("The connection was cut.");
        await ProcessNextAsync(message, pipeline);
        if (LosesAnswerOf?.Invoke(message.Request) == true)
        {
            LosesAnswerOf = null;
            throw new IOException("The answer was lost.");
        }
    }
}
