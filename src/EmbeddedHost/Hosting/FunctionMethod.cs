using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedHost.Hosting;

/// <summary>A function's method, its class made through the services of the invocation.</summary>
internal sealed class FunctionMethod
{
    private readonly ObjectFactory? _factory;
    private readonly PropertyInfo? _result;

    public FunctionMethod(string name, MethodInfo method)
    {
        Name = name;
        Method = method;
        Parameters = method.GetParameters();
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _result = method.ReturnType.IsGenericType && method.ReturnType.IsAssignableTo(typeof(Task))
            ? method.ReturnType.GetProperty(nameof(Task<>.Result))
            : null;
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>What the function returns, without its task.</summary>
    public Type ReturnType => _result?.PropertyType
        ?? (typeof(Task).IsAssignableFrom(Method.ReturnType) ? typeof(void) : Method.ReturnType);

    /// <summary>Runs the function; its own exceptions come out as they are.</summary>
    public async Task<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var target = _factory?.Invoke(services, null);
        var returned = Method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return _result?.GetValue(task);
    }

    public FunctionSignatureException Wrong(string what)
        => new($"The function '{Name}' ({Method.DeclaringType?.FullName}.{Method.Name}) {what}");
}
