using System.Reflection;
using System.Runtime.Loader;
using CoachingWorkflow.Functions.Mail.AzureCommunication;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Mail.AzureCommunication;

/// <summary>
/// The sources that only a build with the package of Communication Services compiles, compiled against a stand-in for it and loaded.
/// </summary>
internal static class SdkStandIn
{
    private const string Package = "Azure.Communication.Email";

    // The application lets this assembly see what is internal.
    private static readonly string Friend = typeof(SdkStandIn).Assembly.GetName().Name!;

    private static readonly CSharpCompilation PackageCompilation = Compile(Package, [], [ListedPath(Package + ".txt")]);

    private static readonly Lazy<(Assembly Package, Assembly Sender)> Loaded = new(Load);

    public static Assembly PackageAssembly => Loaded.Value.Package;

    /// <summary>Registers the sender as a build with the package does.</summary>
    public static void Add(IServiceCollection services) =>
        Loaded.Value.Sender.GetType(typeof(AzureCommunicationRegistration).FullName!, throwOnError: true)!
            .GetMethod(nameof(AzureCommunicationRegistration.AddAzureCommunicationMail))!.Invoke(null, [services]);

    /// <summary>What the compiler says of the sources, and of one more.</summary>
    public static IEnumerable<Diagnostic> Errors(string? source = null) =>
        SenderCompilation(source).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public static string ListedPath(string name) => Path.Combine(AppContext.BaseDirectory, "Mail", "AzureCommunication", name);

    private static CSharpCompilation SenderCompilation(string? source = null)
    {
        var folder = Path.Combine(Root(), "src", "Functions", "Mail", "AzureCommunication");
        string[] usings =
        [
            "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks",
            "CoachingWorkflow.Domain",
        ];
        var more = string.Concat(usings.Select(name => $"global using global::{name};\n")) + source;
        return Compile(
            Friend, [PackageCompilation.ToMetadataReference()],
            [.. Directory.GetFiles(Path.Combine(folder, "Sdk"), "*.cs"), Path.Combine(folder, "AzureCommunicationRegistration.cs")])
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(more, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static CSharpCompilation Compile(string name, IEnumerable<MetadataReference> beside, IEnumerable<string> paths)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is { } file && file != Friend && file != Package)
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            name, paths.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path)), [.. references, .. beside],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static (Assembly Package, Assembly Sender) Load()
    {
        var context = new AssemblyLoadContext(Package);
        var package = Load(context, PackageCompilation);
        context.Resolving += (_, name) => name.Name == Package ? package : null;
        return (package, Load(context, SenderCompilation()));
    }

    private static Assembly Load(AssemblyLoadContext context, CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
            throw new InvalidOperationException(
                string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return context.LoadFromStream(image);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
