using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedHost.Hosting;

/// <summary>What a worker's middleware sees of the call of an HTTP function here: the request, the services, the function's name.</summary>
internal sealed class HttpFunctionContext(HttpContext http, HttpFunction function) : FunctionContext
{
    // Where the worker's package keeps it, and its GetHttpContext looks for it.
    private const string HttpContextItem = "HttpRequestContext";

    public override string InvocationId => http.TraceIdentifier;

    public override string FunctionId => function.Method.Name;

    public override FunctionDefinition FunctionDefinition => throw NotHere(nameof(FunctionDefinition));

    public override TraceContext TraceContext => throw NotHere(nameof(TraceContext));

    public override BindingContext BindingContext => throw NotHere(nameof(BindingContext));

    public override RetryContext RetryContext => throw NotHere(nameof(RetryContext));

    public override IInvocationFeatures Features => throw NotHere(nameof(Features));

    public override IServiceProvider InstanceServices { get; set; } = http.RequestServices;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object> { [HttpContextItem] = http };

    public override CancellationToken CancellationToken => http.RequestAborted;

    private static NotSupportedException NotHere(string member) =>
        new($"The embedded host gives middleware no {member}: use the HTTP context, the services and the names.");
}
