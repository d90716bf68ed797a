using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Contract;

/// <summary>
/// Serves the HTTP contract to those who integrate: as the document for programs, and as a page for people. Needs no key.
/// </summary>
/// <param name="renderer">Renders the page.</param>
internal sealed class ContractFunctions(PageRenderer renderer)
{
    // The same for everybody until the next release.
    private static readonly Lazy<ContractView> View = new(() => ContractReader.Read(ContractText.Yaml));

    /// <summary>The document.</summary>
    [Function("GetContract")]
    [SuppressMessage("Style", "IDE0060", Justification = "A trigger is a parameter.")]
    public static IActionResult Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.yaml")] HttpRequest request) =>
            new DocumentAnswer(ContractText.Bytes);

    /// <summary>The document as a page, in two parts.</summary>
    [Function("ReadContract")]
    public async Task<IActionResult> PageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/docs")] HttpRequest request)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ContractPage.View)] = View.Value,
            [nameof(ContractPage.Shapes)] = request.Query[ContractPage.PartParameter] == ContractPage.ShapesPart,
        };
        return new PageAnswer(StatusCodes.Status200OK, await renderer.RenderAsync<ContractPage>(parameters));
    }
}
