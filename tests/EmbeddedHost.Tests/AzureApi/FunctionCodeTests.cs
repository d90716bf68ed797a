namespace EmbeddedHost.Tests.AzureApi;

public sealed class FunctionCodeTests
{
    [Fact]
    public void Function_code_uses_no_Azure_name_but_those_listed()
    {
        var azure = AzureSurface.Load();
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), "src", "Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        Assert.Empty(sources.SelectMany(path => FunctionCode.Violations(path, File.ReadAllText(path), azure)));
    }

    [Theory]
    [InlineData("src/Functions/Http/A.cs", "using Microsoft.Azure.Functions.Worker;", 1)]
    [InlineData("src/Functions/Http/A.cs", "using Microsoft.DurableTask;", 1)]
    [InlineData("src/Functions/Http/A.cs", "class A { Microsoft.DurableTask.Client.DurableTaskClient? c; }", 1)]
    [InlineData("src/Functions/Http/A.cs", "using Microsoft.AspNetCore.Http;", 0)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "using Microsoft.Azure.Functions.Worker;", 0)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "using Azure.Communication.Email;", 0)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "class A { Azure.Communication.Email.EmailSendResult? r; }", 0)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "class A { object o = new Microsoft.DurableTask.TaskName(\"x\"); }", 0)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "class A { object o = new Microsoft.DurableTask.Invented(); }", 1)]
    [InlineData("src/Functions/Hosts/Azure/A.cs", "using Microsoft.Azure.Functions.Worker.Invented;", 1)]
    public void The_check_finds_what_it_should(string path, string source, int violations)
        => Assert.Equal(violations, FunctionCode.Violations("/" + path, source, AzureSurface.Load()).Count());

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CoachingWorkflow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
