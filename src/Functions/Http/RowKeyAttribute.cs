using System.Reflection;
using System.Text.Json;

namespace CoachingWorkflow.Functions.Http;

/// <summary>What a row is about, which a page fills in by itself: a row of a form that holds nothing else was left blank.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RowKeyAttribute : Attribute
{
    /// <summary>The JSON name of a body's member that is marked so, if one is.</summary>
    public static string? Of(Type body) =>
        body.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(RowKeyAttribute))) is { } key
            ? JsonNamingPolicy.CamelCase.ConvertName(key.Name)
            : null;
}
