namespace EmbeddedHost.Tests.AzureApi;

/// <summary>Whatever the embedded host mirrors has the shape that the Azure packages have, so that one source builds for both.</summary>
public sealed class MirrorTests
{
    [Fact]
    public void Everything_mirrored_is_in_the_list_of_the_Azure_API_with_the_same_shape()
    {
        var mirrored = typeof(Worker.FunctionAttribute).Assembly.GetExportedTypes().Where(ApiText.IsMirrored).ToList();
        Assert.True(mirrored.Count > 20, $"Only {mirrored.Count} mirrored types were found.");
        Assert.Empty(Differences(mirrored));
    }

    [Theory]
    [InlineData(typeof(Microsoft.DurableTask.TaskFailedException))]
    [InlineData(typeof(Microsoft.DurableTask.RetryPolicy))]
    [InlineData(typeof(Microsoft.DurableTask.Invented))]
    public void What_Azure_does_not_have_is_found(Type type) => Assert.Single(Differences([type]));

    private static List<string> Differences(IEnumerable<Type> types)
    {
        var azure = AzureSurface.Load();
        var differences = new List<string>();
        foreach (var type in types)
        {
            var name = ApiText.FullName(type);
            if (azure.Find(name) is not { } listed)
            {
                differences.Add($"{name} is no Azure type.");
                continue;
            }

            if (ApiText.Kind(type) != listed.Kind)
            {
                differences.Add($"{name} is a {ApiText.Kind(type)} here and a {listed.Kind} there.");
            }

            if (ApiText.Usage(type) != listed.Usage)
            {
                differences.Add($"{name} has usage {ApiText.Usage(type)} here and {listed.Usage} there.");
            }

            differences.AddRange(ApiText.Members(type).Where(member => !listed.Members.Contains(member))
                .Select(member => $"{name}: '{member}' is not in the list."));
        }

        return differences;
    }
}
