using System.Text.Json;

namespace CoachingWorkflow.Domain;

/// <summary>The names of links' relations, which mails and tokens carry.</summary>
public static class LinkRelations
{
    /// <summary>For example <c>respond</c>.</summary>
    public static string Of(LinkPurpose purpose) => JsonNamingPolicy.CamelCase.ConvertName(purpose.ToString());
}
