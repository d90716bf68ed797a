using System.Text.Json;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Names members as the HTTP contract does.</summary>
internal static class JsonPath
{
    /// <summary>For example <c>$.raters[2].email</c>.</summary>
    /// <param name="member">The member of a command: <c>Raters[2].Email</c>.</param>
    public static string Of(string member) =>
        $"$.{string.Join('.', member.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))}";
}
