namespace EmbeddedHost.Worker;

/// <summary>Who may call an HTTP function on Azure. The embedded host admits everybody: function code authenticates its callers.</summary>
public enum AuthorizationLevel
{
    /// <summary>Everybody.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>A caller with a function key.</summary>
    Function = 2,

    /// <summary>A caller with a system key.</summary>
    System = 3,

    /// <summary>A caller with the master key.</summary>
    Admin = 4,
}

/// <summary>The function is run by HTTP requests; stands on its <c>HttpRequest</c> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <summary>Serves these methods, with the given key level on Azure.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the route prefix; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods served, in any case.</summary>
    public string[]? Methods { get; }

    /// <summary>The key level that Azure asks for.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
