namespace CoachingWorkflow.Functions.Hosts;

/// <summary>Tells who started this process: an Azure Functions host as its worker, or somebody who wants the embedded host.</summary>
internal static class WorkerProcess
{
    private const string Argument = "--functions-uri";
    private const string NativeHost = "AZURE_FUNCTIONS_NATIVE_HOST";
    private const string Endpoint = "Functions__Worker__HostEndpoint";

    /// <summary>
    /// Whether a Functions host started it: it says so on the command line, in the runtime's settings or in the environment.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static bool IsThisOne(string[] args) =>
        Array.Exists(args, arg => arg == Argument || arg.StartsWith(Argument + "=", StringComparison.Ordinal))
        || AppContext.GetData(NativeHost) is not null
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint));
}
