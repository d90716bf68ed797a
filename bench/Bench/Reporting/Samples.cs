using System.Globalization;

namespace CoachingWorkflow.Bench.Reporting;

/// <summary>What was measured several times.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => At(0.5);

    public double Worst => _values.Max();

    public void Add(double value) => _values.Add(value);

    public void Add(IEnumerable<double> values) => _values.AddRange(values);

    /// <summary>From where to where the middle four fifths go.</summary>
    public string Spread(string unit) => string.Create(CultureInfo.InvariantCulture, $"{At(0.1):0.##} to {At(0.9):0.##} {unit}");

    /// <summary>The value that this share of all does not exceed.</summary>
    public double At(double share) => _values.Order().ElementAt((int)(share * (_values.Count - 1)));
}
