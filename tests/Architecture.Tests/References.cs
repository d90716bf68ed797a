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

    public static References Of(string assembly) => new(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    public void Dispose() => _file.Dispose();
}
