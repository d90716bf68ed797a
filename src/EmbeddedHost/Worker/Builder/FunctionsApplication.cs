namespace EmbeddedHost.Worker.Builder;

/// <summary>Where a function application begins.</summary>
public class FunctionsApplication
{
    /// <summary>Makes a builder that has read the configuration: appsettings.json, environment, command line.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
