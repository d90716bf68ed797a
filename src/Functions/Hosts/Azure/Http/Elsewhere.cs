using CoachingWorkflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Hosts.Azure.Http;

/// <summary>
/// Answers below the route prefix what no other function takes. The Functions host would say 404 without a body, even to a wrong method;
/// the embedded host says it as the contract has it by itself.
/// </summary>
public sealed class Elsewhere
{
    /// <summary>The Functions host tries routes in the alphabetical order of the functions' names, whatever else would fit better.</summary>
    public const string LastName = "ZElsewhere";

    private static readonly ServedAddresses Addresses = new(typeof(Elsewhere).Assembly.GetTypes());

    /// <summary>404, or 405 with the methods that are served.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The address without the prefix of all routes.</param>
    [Function(LastName)]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Addresses.Refuse(path ?? "", request.Method);
    }
}
