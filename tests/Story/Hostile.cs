namespace CoachingWorkflow.Stories;

/// <summary>Text that would do harm wherever it is not written as text.</summary>
public static class Hostile
{
    public const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)>";

    public const string Quotes = "\"'` onfocus=alert(3) autofocus x=\"";

    public const string Template = "@{throw} {{7*7}} ${7*7} {0} %s";

    public const string LineBreaks = "\r\nBcc: evil@example.org\r\nATTENDEE:mailto:evil@example.org\r\n\r\nEND:VEVENT\u2028\u2029\u0085\0";

    public const string Bidirectional = "\u202Egnp.exe\u2066\u202D";

    public const string Ending = "</textarea></title></style></main></body>;,\\:";

    /// <summary>All of it, behind the text.</summary>
    public static string After(string text) => $"{text} {Script}{Quotes}{Template}{LineBreaks}{Bidirectional}{Ending}";
}
