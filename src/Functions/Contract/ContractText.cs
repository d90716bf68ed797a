using System.Text;

namespace CoachingWorkflow.Functions.Contract;

/// <summary>The HTTP contract, <c>docs/openapi.yaml</c>, as this build carries it.</summary>
internal static class ContractText
{
    private const string Resource = "openapi.yaml";

    /// <summary>The document's bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes { get; } = Read();

    /// <summary>The document.</summary>
    public static string Yaml => Encoding.UTF8.GetString(Bytes.Span);

    private static ReadOnlyMemory<byte> Read()
    {
        using var stream = typeof(ContractText).Assembly.GetManifestResourceStream(Resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
