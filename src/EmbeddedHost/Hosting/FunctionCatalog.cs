using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NCrontab;

namespace EmbeddedHost.Hosting;

/// <summary>A function that HTTP requests run.</summary>
internal sealed record HttpFunction(FunctionMethod Method, string Route, IReadOnlyList<string> Verbs);

/// <summary>A function that a schedule runs.</summary>
internal sealed record TimerFunction(FunctionMethod Method, CrontabSchedule Schedule, bool RunOnStartup);

/// <summary>The functions of an application, found by their attributes and checked.</summary>
internal sealed class FunctionCatalog
{
    private const BindingFlags Methods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the functions of an assembly.</summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly.</exception>
    public FunctionCatalog(Assembly assembly)
        : this(assembly.GetTypes())
    {
    }

    /// <summary>Finds the functions of some classes.</summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly.</exception>
    public FunctionCatalog(IEnumerable<Type> types)
    {
        foreach (var method in types.SelectMany(type => type.GetMethods(Methods)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
            {
                Add(new FunctionMethod(attribute.Name, method));
            }
        }
    }

    public List<HttpFunction> Http { get; } = [];

    public List<TimerFunction> Timers { get; } = [];

    public Dictionary<string, FunctionMethod> Orchestrations { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, FunctionMethod> Activities { get; } = new(StringComparer.OrdinalIgnoreCase);

    private void Add(FunctionMethod function)
    {
        if (string.IsNullOrWhiteSpace(function.Name))
        {
            throw function.Wrong("has no name.");
        }

        if (!_names.Add(function.Name))
        {
            throw function.Wrong("has a name that another function has.");
        }

        var triggers = function.Parameters.Where(parameter => Trigger(parameter) is not null).ToList();
        if (triggers.Count != 1)
        {
            throw function.Wrong($"must have one parameter with a trigger attribute; it has {triggers.Count}.");
        }

        var trigger = triggers[0];
        switch (Trigger(trigger))
        {
            case HttpTriggerAttribute http:
                AddHttp(function, trigger, http);
                break;
            case TimerTriggerAttribute timer:
                AddTimer(function, trigger, timer);
                break;
            case OrchestrationTriggerAttribute:
                AddOrchestration(function, trigger);
                break;
            default:
                CheckParameters(function, trigger, routeValues: []);
                Activities.Add(function.Name, function);
                break;
        }
    }

    private void AddHttp(FunctionMethod function, ParameterInfo trigger, HttpTriggerAttribute http)
    {
        if (trigger.ParameterType != typeof(HttpRequest))
        {
            throw function.Wrong($"must take its HTTP trigger as HttpRequest, not {trigger.ParameterType.Name}.");
        }

        if (!function.ReturnType.IsAssignableTo(typeof(IActionResult)))
        {
            throw function.Wrong("must return IActionResult or Task<IActionResult>.");
        }

        var route = (http.Route ?? function.Name).Trim('/');
        var template = Microsoft.AspNetCore.Routing.Template.TemplateParser.Parse(route);
        CheckParameters(function, trigger, [.. template.Parameters.Select(parameter => parameter.Name!)]);
        Http.Add(new HttpFunction(function, route, [.. (http.Methods ?? []).Select(method => method.ToUpperInvariant())]));
    }

    private void AddTimer(FunctionMethod function, ParameterInfo trigger, TimerTriggerAttribute timer)
    {
        if (trigger.ParameterType != typeof(TimerInfo))
        {
            throw function.Wrong($"must take its timer trigger as TimerInfo, not {trigger.ParameterType.Name}.");
        }

        if (function.ReturnType != typeof(void))
        {
            throw function.Wrong("must return nothing or a Task: nobody takes a timer function's result.");
        }

        CheckParameters(function, trigger, routeValues: []);
        var schedule = CrontabSchedule.TryParse(timer.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw function.Wrong($"has a schedule '{timer.Schedule}' that is not of six fields, seconds first.");
        Timers.Add(new TimerFunction(function, schedule, timer.RunOnStartup));
    }

    private void AddOrchestration(FunctionMethod function, ParameterInfo trigger)
    {
        if (trigger.ParameterType != typeof(TaskOrchestrationContext))
        {
            throw function.Wrong($"must take its orchestration trigger as TaskOrchestrationContext, not {trigger.ParameterType.Name}.");
        }

        if (!typeof(Task).IsAssignableFrom(function.Method.ReturnType))
        {
            throw function.Wrong("must return a Task: an orchestration waits.");
        }

        if (function.Parameters.Length != 1)
        {
            throw function.Wrong("must take its context only: everything else comes from activities.");
        }

        Orchestrations.Add(function.Name, function);
    }

    private static void CheckParameters(FunctionMethod function, ParameterInfo trigger, IReadOnlyList<string> routeValues)
    {
        foreach (var parameter in function.Parameters)
        {
            var isClient = parameter.GetCustomAttribute<DurableClientAttribute>() is not null;
            if (isClient && parameter.ParameterType != typeof(DurableTaskClient))
            {
                throw function.Wrong($"must take '{parameter.Name}' as DurableTaskClient.");
            }

            var isRouteValue = parameter.ParameterType == typeof(string)
                && routeValues.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);
            if (parameter != trigger && !isClient && parameter.ParameterType != typeof(CancellationToken) && !isRouteValue)
            {
                throw function.Wrong(
                    $"has a parameter '{parameter.Name}' that nothing binds: a route value is a string of the same name, "
                    + "a client has [DurableClient], services belong into the constructor.");
            }
        }
    }

    private static Attribute? Trigger(ParameterInfo parameter) => parameter.GetCustomAttributes()
        .FirstOrDefault(attribute => attribute
            is HttpTriggerAttribute or TimerTriggerAttribute or OrchestrationTriggerAttribute or ActivityTriggerAttribute);
}
