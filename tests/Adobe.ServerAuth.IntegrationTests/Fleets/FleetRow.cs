using System.Globalization;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>A row of the table that the simulation prints.</summary>
internal sealed class FleetRow
{
    private readonly string[] _cells;

    private FleetRow(string[] cells) => _cells = cells;

    public string Name => _cells[0];

    public int Requests => int.Parse(_cells[4], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    public string Late => _cells[8];

    public string Refused => _cells[9];

    public string WithoutToken => _cells[10];

    public static IReadOnlyList<FleetRow> Read(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => new FleetRow(line.Trim('|', ' ').Split(" | ")))];

    public override string ToString() => string.Join(" | ", _cells);
}
