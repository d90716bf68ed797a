using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoachingWorkflow.Bench.Reporting;

/// <summary>All that was measured beside its budgets, as one table and as JSON.</summary>
internal sealed class Report(Machine machine, TextWriter progress)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Row> _rows = [];

    public void Add(string what, double value, string unit, Budget? budget = null, string note = "")
        => Add(new Row(what, value, unit, budget, note));

    /// <summary>Notes what could not be measured, and why.</summary>
    public void Missing(string what, string reason, Budget? budget = null) => Add(new Row(what, null, string.Empty, budget, reason));

    public void Print(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Cores} cores, {machine.System}, {machine.Runtime}; a synced write takes {machine.SyncMilliseconds:0.00} ms; load "
                + $"before the run {machine.Load:0.0}"));
        if (machine.IsBusy)
        {
            output.WriteLine("Others kept the machine busy: absolute figures tell little, ratios within the run count.");
        }

        output.WriteLine();
        output.WriteLine(Line("what", "figure", "budget", "verdict", "ratio, spread, or why not"));
        output.WriteLine(new string('-', 138));
        _rows.ForEach(row => output.WriteLine(Text(row)));
    }

    public void WriteJson(string path) => File.WriteAllText(path, JsonSerializer.Serialize(new { machine, rows = _rows }, Json));

    private void Add(Row row)
    {
        _rows.Add(row);
        progress.WriteLine(Text(row));
    }

    private static string Text(Row row)
        => Line(row.What, row.Value is { } value ? Figure(value, row.Unit) : "-", row.BudgetText ?? string.Empty, row.Verdict
            ?? string.Empty, row.Note);

    private static string Figure(double value, string unit) =>
        value.ToString(value < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture) + " " + unit;

    private static string Line(string what, string figure, string budget, string verdict, string note)
        => $"{what,-66} {figure,12}  {budget,-9} {verdict,-12} {note}".TrimEnd();
}
