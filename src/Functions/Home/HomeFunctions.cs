using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Home;

/// <summary>The page at the system's own address, for whoever opens it.</summary>
/// <param name="renderer">Renders the page.</param>
/// <param name="places">Where else to go on: what a host brings for development.</param>
internal sealed class HomeFunctions(PageRenderer renderer, IEnumerable<HomePlace> places)
{
    /// <summary>
    /// The only route that a Functions host takes for the empty address: it would take a plain empty one for the function's name.
    /// </summary>
    public const string Route = "{ignored:maxlength(0)?}";

    /// <summary>The page. Every method comes here: to one that no function takes a Functions host would answer by itself.</summary>
    [Function("Home")]
    public async Task<IActionResult> ShowAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = Route)] HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return new Answer(StatusCodes.Status405MethodNotAllowed, Problem.WrongMethod(request.Method)) { Allow = "GET, HEAD" };

        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(HomePage.Places)] = places.ToList() };
        return new PageAnswer(StatusCodes.Status200OK, await renderer.RenderAsync<HomePage>(parameters));
    }
}
