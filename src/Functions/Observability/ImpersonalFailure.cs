using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>Exceptions for the log: types and places, not messages, which may quote what people wrote.</summary>
internal static class ImpersonalFailure
{
    private const int Deepest = 12;

    /// <summary>Says what failed where, and what caused it.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string Describe(Exception failure)
    {
        var text = new StringBuilder();
        for (var current = failure; current is not null; current = current.InnerException)
        {
            text.Append(text.Length == 0 ? "" : " caused by ").Append(current.GetType().FullName);
            foreach (var method in new StackTrace(current).GetFrames().Take(Deepest).Select(frame => frame.GetMethod()))
                text.Append(CultureInfo.InvariantCulture, $"\n   at {method?.DeclaringType?.FullName}.{method?.Name}");
        }

        return text.ToString();
    }
}
