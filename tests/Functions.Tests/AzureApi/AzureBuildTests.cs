using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoachingWorkflow.Functions.Tests.AzureApi;

/// <summary>
/// The sources that only the Azure build compiles. Here they are compiled against the embedded host's mirror, whose members are all in
/// the list of the Azure API (another test compares), and against the further members that this list has.
/// </summary>
public sealed class AzureBuildTests
{
    // The logging generator, which writes the other half of partial methods, does not run here.
    private const string HalfMethod = "CS8795";

    private const string Worker = "Microsoft.Azure.Functions.Worker";

    private static readonly string[] Mirrors = ["EmbeddedHost.Worker", "EmbeddedHost.Worker.Builder", "EmbeddedHost.DurableTask", "EmbeddedHost.DurableTask.Client"];

    [Fact]
    public void Sources_of_the_Azure_build_compile_with_every_member_in_the_lists()
    {
        var compilation = Compile(AzureSources().Select(path => (path, File.ReadAllText(path))));

        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != HalfMethod);
        var used = Used(compilation).ToList();
        Assert.Contains(used, member => member.Namespace == "EmbeddedHost.Worker.Builder" && member.Name == "Services");
        Assert.Contains(used, member => member.Namespace == Worker && member.Name == "GetHttpContext");
        Assert.All(used, member => Assert.True(IsListed(member), member.ToString()));
    }

    private static IEnumerable<string> AzureSources() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src", "Functions", "Hosts", "Azure"), "*.cs", SearchOption.AllDirectories);

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources)
    {
        string[] usings = [Worker, "System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Net.Http", "System.Threading", "System.Threading.Tasks", .. Mirrors];
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = sources.Append(("worker", File.ReadAllText(PathOf("AzureFunctionsWorker.txt"))))
            .Append(("usings", string.Concat(usings.Select(name => $"global using global::{name};\n"))))
            .Select(source => CSharpSyntaxTree.ParseText(source.Item2, options, source.Item1));

        // The embedded build's assembly has the shared sources; what is of its own host is in Hosts/Embedded and has no part in this.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != typeof(AzureBuildTests).Assembly.GetName().Name + ".dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "CoachingWorkflow.Functions.Tests", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<UsedMember> Used(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                var arguments = node switch
                {
                    InvocationExpressionSyntax call => call.ArgumentList.Arguments.Count,
                    BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count ?? 0,
                    IdentifierNameSyntax => 0,
                    _ => -1,
                };
                var symbol = arguments < 0 ? null : model.GetSymbolInfo(node).Symbol;
                if (symbol is not (IMethodSymbol or IPropertySymbol) || (node is IdentifierNameSyntax && symbol is IMethodSymbol))
                    continue;
                var space = symbol.ContainingNamespace.ToDisplayString();
                if (space.StartsWith("EmbeddedHost", StringComparison.Ordinal) || IsOfTheWorker(space, symbol.ContainingType))
                    yield return new UsedMember(space, symbol.ContainingType.Name, symbol.Name == ".ctor" ? symbol.ContainingType.Name : symbol.Name, arguments);
            }
        }
    }

    // A delegate's Invoke is in no list; the delegate itself is a parameter there.
    private static bool IsOfTheWorker(string space, INamedTypeSymbol type) =>
        (space.StartsWith(Worker, StringComparison.Ordinal) || type.Name == "MiddlewareWorkerApplicationBuilderExtensions") && type.TypeKind != TypeKind.Delegate;

    private static bool IsListed(UsedMember member) => member.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal)
        ? File.ReadAllText(PathOf("azure-api-surface.txt")).Contains($" {member.Type}.{member.Name}", StringComparison.Ordinal)
        : Mirrors.Contains(member.Namespace, StringComparer.Ordinal);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "AzureApi", name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    private sealed record UsedMember(string Namespace, string Type, string Name, int Arguments);
}
