using DurableTask.Core;

namespace EmbeddedHost.Engine.Execution;

/// <summary>The worker's orchestration, run on a context that notes its calls.</summary>
internal sealed class ObservedOrchestration(TaskOrchestration inner, Func<OrchestrationContext, OrchestrationContext> observe)
    : TaskOrchestration
{
    private OrchestrationContext? _context;

    public override Task<string> Execute(OrchestrationContext context, string input)
        => inner.Execute(_context = observe(context), input);

    public override void RaiseEvent(OrchestrationContext context, string name, string input) =>
        inner.RaiseEvent(_context ?? context, name, input);

    public override string GetStatus() => inner.GetStatus();
}
