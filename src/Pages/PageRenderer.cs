using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Pages;

/// <summary>Renders a page's component to a whole HTML document. Safe for concurrent use: every page gets a renderer of its own.</summary>
/// <param name="logs">Where the renderer logs.</param>
public sealed class PageRenderer(ILoggerFactory logs)
{
    private static readonly RenderingServices Services = new();

    /// <summary>Renders a component without parameters.</summary>
    /// <typeparam name="TPage">The page's component.</typeparam>
    public Task<string> RenderAsync<TPage>()
        where TPage : IComponent => RenderAsync<TPage>(ParameterView.Empty);

    /// <summary>Renders a component.</summary>
    /// <typeparam name="TPage">The page's component.</typeparam>
    /// <param name="parameters">Its parameters, by name.</param>
    public Task<string> RenderAsync<TPage>(IDictionary<string, object?> parameters)
        where TPage : IComponent => RenderAsync<TPage>(ParameterView.FromDictionary(parameters));

    private async Task<string> RenderAsync<TPage>(ParameterView parameters)
        where TPage : IComponent
    {
        // A renderer keeps every root component until it is disposed, so one that lived as long as the process would leak.
        await using var renderer = new HtmlRenderer(Services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(parameters);
            return page.ToHtmlString();
        });
    }
}
