using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// Answers what no other function takes, alike on both hosts. The Functions host would say 404 without a body, even to a wrong method.
/// </summary>
internal sealed class Elsewhere
{
    /// <summary>
    /// The Functions host tries routes in the alphabetical order of the functions' names, whatever else would fit better.
    /// </summary>
    public const string LastName = "ZElsewhere";

    /// <summary>Every address but the Functions host's own: what it does not have there either it answers itself.</summary>
    public const string Route = "{*path:regex(^(?!(admin|runtime)(/|$)).*)}";

    private static readonly ServedAddresses Addresses = new(typeof(Elsewhere).Assembly.GetTypes());

    /// <summary>404, or 405 with the methods that are served.</summary>
    /// <param name="path">The address.</param>
    [Function(LastName)]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = Route)] HttpRequest request, string? path)
    {
        return Addresses.Refuse(path ?? "", request.Method);
    }
}
