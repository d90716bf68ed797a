namespace EmbeddedHost.Worker;

/// <summary>Marks a method as a function that the host runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function; the name is unique in the application, whatever its case.</summary>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The function's name: activities and orchestrations are called by it.</summary>
    public string Name { get; }
}
