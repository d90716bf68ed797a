using System.Globalization;

namespace CoachingWorkflow.Bench;

/// <summary>A table of budgets and measurements.</summary>
internal sealed class Report
{
    private readonly TextWriter _output;

    public Report(TextWriter output)
    {
        _output = output;
        Line("measured", "budget", "result");
        Line(new string('-', 64), new string('-', 16), new string('-', 16));
    }

    public void Add(string what, string budget, double value, string unit)
        => Line(what, budget, value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture) + " " + unit);

    private void Line(string what, string budget, string result) => _output.WriteLine($"{what,-64}  {budget,-16}  {result}");
}
