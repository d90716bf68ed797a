namespace CoachingWorkflow.Pages;

/// <summary>
/// How much a field takes. Browsers count UTF-16 units, the contract code points, which have up to two of them; what is too long all the
/// same is said when the form is sent.
/// </summary>
internal static class FieldLimits
{
    public const int Name = 2 * 200;

    public const int Text = 2 * 20_000;
}
