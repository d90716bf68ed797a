using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace CoachingWorkflow.Functions.Tests.Mail.AzureCommunication;

/// <summary>
/// What only a build with the package compiles does compile, with members that the package has: the stand-in has none that the list of
/// the package's members lacks.
/// </summary>
public sealed partial class SdkStandInTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string List = File.ReadAllText(SdkStandIn.ListedPath("azure-communication-email-api.txt"));

    [Fact]
    public void The_sender_compiles_against_the_package() => Assert.Empty(SdkStandIn.Errors());

    [Theory]
    [InlineData("new EmailClient(\"a key\")")]
    [InlineData("new EmailContent(\"s\").Subject2")]
    [InlineData("new EmailMessage(\"a\", null!, null!).Body")]
    public void What_the_package_does_not_have_does_not_compile(string expression) =>
        Assert.NotEmpty(
            SdkStandIn.Errors(
            $"public static class A {{ public static object? M() => "
            + $"{expression.Replace("new ", "new Azure.Communication.Email.", StringComparison.Ordinal)}; }}"));

    [Fact]
    public void The_stand_in_has_nothing_that_the_list_lacks()
    {
        var types = SdkStandIn.PackageAssembly.GetExportedTypes();
        var members = types.SelectMany(
            type => type.GetConstructors(Declared).Select(constructor => (type.Name, type.Name, constructor.GetParameters().Length))
            .Concat(
                type.GetMethods(Declared).Where(method => !method.IsSpecialName)
                .Select(method => (type.Name, method.Name, method.GetParameters().Length)))
            .Concat(type.GetProperties(Declared).Select(property => (type.Name, property.Name, 0)))).ToList();

        Assert.Contains(("EmailClient", "SendAsync", 4), members);
        Assert.All(members, member => Assert.True(IsListed(member.Item1, member.Item2, member.Item3), member.ToString()));
    }

    [Theory]
    [InlineData("EmailMessage", "EmailMessage", 3, true)]
    [InlineData("EmailMessage", "EmailMessage", 4, false)]
    [InlineData("EmailMessage", "ReplyTo", 0, true)]
    [InlineData("EmailMessage", "Priority", 0, false)]
    [InlineData("EmailClient", "SendAsync", 3, true)]
    [InlineData("EmailClient", "SendAsync", 5, false)]
    [InlineData("EmailSendOperation", "Id", 0, true)]
    public void The_list_tells_what_there_is(string type, string name, int parameters, bool isThere) =>
        Assert.Equal(isThere, IsListed(type, name, parameters));

    // An optional parameter counts. The options' constructor is listed apart, with one that is optional.
    private static bool IsListed(string type, string name, int parameters)
    {
        if (type == "EmailClientOptions")
            return name == type && List.Contains("EmailClientOptions(ServiceVersion version = ", StringComparison.Ordinal);
        var section = List.Split("## ").FirstOrDefault(section => Heading().Match(section).Groups["type"].Value == type) ?? "";
        return (parameters == 0 && Regex.IsMatch(section, $@"\b{name}( \{{ get;|   )", RegexOptions.None, TimeSpan.FromSeconds(1)))
            || Callable().Matches(section)
                .Any(match => match.Groups["name"].Value == name && Parameter().Count(match.Groups["parameters"].Value) == parameters);
    }

    [GeneratedRegex(
        @"^(class|struct|static class) (Azure\.Communication\.Email\.)?(?<type>\w+)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\b(?<name>\w+)\((?<parameters>[^()]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Callable();

    [GeneratedRegex(@"([^,<]|<[^>]*>)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
