using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EmbeddedHost.Engine;

/// <summary>Exceptions for the log: types and places, not messages, which may quote what people wrote.</summary>
internal static class ImpersonalError
{
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            text.Append(text.Length == 0 ? string.Empty : " caused by ").Append(Failures.TypeName(current));
            foreach (var frame in new StackTrace(current, fNeedFileInfo: true).GetFrames().Take(12))
            {
                var method = frame.GetMethod();
                text.Append(CultureInfo.InvariantCulture, $"\n   at {method?.DeclaringType?.FullName}.{method?.Name}");
                if (frame.GetFileLineNumber() is var line and > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $" in {Path.GetFileName(frame.GetFileName())}:{line}");
                }
            }
        }

        return text.ToString();
    }
}
