using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Which addresses HTTP functions serve, and by which methods.</summary>
/// <param name="functions">The classes of the functions.</param>
internal sealed class ServedAddresses(IEnumerable<Type> functions)
{
    private readonly List<(TemplateMatcher Route, string[] Methods)> _served = [.. Found(functions)];

    /// <summary>What to answer to a request that no function takes: another method is served here, or nothing is.</summary>
    /// <param name="path">The address.</param>
    /// <param name="method">The request's method.</param>
    public Answer Refuse(string path, string method)
    {
        var methods = _served.Where(served => served.Route.TryMatch("/" + path, [])).SelectMany(served => served.Methods)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return methods.Count == 0
            ? Answer.Of(Problem.NothingHere)
            : new Answer(StatusCodes.Status405MethodNotAllowed, Problem.WrongMethod(method)) { Allow = string.Join(", ", methods) };
    }

    private static IEnumerable<(TemplateMatcher, string[])> Found(IEnumerable<Type> functions) =>
        from function in functions
        from method in function.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is { Route: not null, Methods.Length: > 0 }
        select (
            new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []), trigger.Methods!.Select(verb => verb.ToUpperInvariant())
            .ToArray());
}
