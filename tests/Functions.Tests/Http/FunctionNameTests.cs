using System.Reflection;
using CoachingWorkflow.Functions.Http;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class FunctionNameTests
{
    [Fact]
    public void The_function_for_every_other_address_is_tried_last()
    {
        var names = typeof(FirmApi).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToList();

        Assert.True(names.Count > 20, $"Only {names.Count} functions were found.");
        Assert.Equal(Elsewhere.LastName, names.Order(StringComparer.OrdinalIgnoreCase).Last());
    }
}
