using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CoachingWorkflow.Architecture.Tests;

/// <summary>What a built assembly refers to, read from its metadata.</summary>
internal sealed class References : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    private References(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    public IEnumerable<string> Assemblies =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    public IEnumerable<string> Types => _metadata.TypeReferences
        .Select(_metadata.GetTypeReference)
        .Select(type => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}");

    /// <summary>The types that are declared in it, by whatever visibility, and without those that the compiler makes.</summary>
    public IEnumerable<DeclaredType> Declared => _metadata.TypeDefinitions
        .Select(_metadata.GetTypeDefinition)
        .Select(type => new DeclaredType(
            _metadata.GetString(type.Namespace),
            _metadata.GetString(type.Name).Split('`')[0],
            (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public))
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal));

    public static References Of(string assembly) => new(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    public void Dispose() => _file.Dispose();
}

/// <summary>A type as its assembly declares it; a nested one has no namespace.</summary>
internal sealed record DeclaredType(string Namespace, string Name, bool IsPublic);
