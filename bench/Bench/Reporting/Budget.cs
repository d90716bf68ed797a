using System.Globalization;

namespace CoachingWorkflow.Bench.Reporting;

/// <summary>What a figure has to be.</summary>
internal sealed record Budget(double Limit, bool IsAtLeast)
{
    public static Budget Below(double limit) => new(limit, IsAtLeast: false);

    public static Budget AtLeast(double limit) => new(limit, IsAtLeast: true);

    public bool IsKept(double value) => IsAtLeast ? value >= Limit : value < Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsAtLeast ? ">=" : "<")} {Limit:#,0.##}");
}
