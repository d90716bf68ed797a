namespace CoachingWorkflow.Architecture.Tests;

/// <summary>
/// Whoever knows Durable Functions may rely on a name of theirs being theirs: none of ours is the same. Should one that means something
/// unrelated ever be right, it is named here with the reason.
/// </summary>
public sealed class NameTests
{
    private static readonly string[] TheirAssemblies = ["Microsoft.DurableTask", "DurableTask.", "Microsoft.Azure.Functions.Worker"];

    [Theory]
    [InlineData("EmbeddedHost")]
    [InlineData("CoachingWorkflow.Functions")]
    public void No_type_or_namespace_of_ours_has_the_name_of_one_of_the_azure_packages(string assembly) =>
        Assert.Empty(NamesOfTheirs(assembly));

    [Fact]
    public void Names_of_theirs_are_found()
    {
        Assert.Contains("HistoryEvent", NamesOfTheirs("DurableTask.Core"));
        Assert.Contains("namespace DurableTask", NamesOfTheirs("DurableTask.Core"));
        Assert.Contains("TaskOrchestrationContext", NamesOfTheirs("Microsoft.DurableTask.Abstractions"));
        Assert.Contains("FunctionContext", NamesOfTheirs("Microsoft.Azure.Functions.Worker.Core"));
    }

    private static IEnumerable<string> NamesOfTheirs(string assembly)
    {
        var theirs = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => TheirAssemblies.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(Declared)
            .Where(type => type.IsPublic)
            .ToList();
        var names = theirs.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        // A namespace that ends like one of theirs begins hides it: EmbeddedHost.DurableTask would hide DurableTask.Core.
        var roots = theirs.Select(type => type.Namespace.Split('.')[0]).Concat(names).ToHashSet(StringComparer.Ordinal);
        var ours = Declared(assembly);
        return ours.Select(type => type.Name).Where(names.Contains)
            .Concat(ours.SelectMany(type => type.Namespace.Split('.')).Where(roots.Contains).Select(name => "namespace " + name))
            .Distinct();
    }

    private static List<DeclaredType> Declared(string assembly)
    {
        using var references = References.Of(assembly);
        return [.. references.Declared];
    }
}
