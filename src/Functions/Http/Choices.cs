using System.Text.Json;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Choices as the HTTP contract writes them.</summary>
internal static class Choices
{
    /// <summary>For example <c>inPerson</c>.</summary>
    /// <typeparam name="T">The choices.</typeparam>
    /// <param name="choice">One of them.</param>
    public static string Of<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());
}
