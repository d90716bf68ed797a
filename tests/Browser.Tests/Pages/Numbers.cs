using System.Globalization;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Numbers as people type and read them here.</summary>
internal static class Numbers
{
    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
