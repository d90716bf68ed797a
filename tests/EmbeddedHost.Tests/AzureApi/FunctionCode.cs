using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedHost.Tests.AzureApi;

/// <summary>Finds what function code uses of the Azure packages by name.</summary>
internal static class FunctionCode
{
    private static readonly string[] Roots = ["Microsoft.Azure.", "Microsoft.DurableTask", "DurableTask.Core", "Azure.Communication."];

    /// <summary>
    /// The Azure names in a file that it may not use: any at all outside <c>Hosts/Azure</c> and the mail service's folder, since the project file
    /// brings the namespaces in; and there those that are not in the lists.
    /// </summary>
    public static IEnumerable<string> Violations(string path, string source, AzureSurface azure)
    {
        var mayUseAzure = new[] { "/Hosts/Azure/", "/Mail/AzureCommunication/Sdk/" }
            .Any(folder => path.Replace('\\', '/').Contains(folder, StringComparison.Ordinal));
        var namespaces = azure.Types.Select(type => type.Name[..type.Name.LastIndexOf('.')]).ToHashSet(StringComparer.Ordinal);
        return Names(CSharpSyntaxTree.ParseText(source).GetRoot())
            .Where(name => Roots.Any(root => name.StartsWith(root, StringComparison.Ordinal) || name + "." == root))
            .Where(name => !mayUseAzure || !IsListed(name, azure, namespaces))
            .Select(name => $"{path}: {name}");
    }

    private static bool IsListed(string name, AzureSurface azure, HashSet<string> namespaces)
        => namespaces.Contains(name) || azure.Types.Any(type => name == Plain(type) || name.StartsWith(Plain(type) + ".", StringComparison.Ordinal));

    private static string Plain(AzureType type) => type.Name.Split('<')[0];

    private static IEnumerable<string> Names(SyntaxNode root) => root.DescendantNodes()
        .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax && node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax))
        .Select(node => string.Concat(node.ToString().Where(character => !char.IsWhiteSpace(character))).Replace("global::", string.Empty, StringComparison.Ordinal).Split('<')[0]);
}
