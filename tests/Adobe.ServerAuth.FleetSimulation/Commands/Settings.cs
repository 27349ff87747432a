using System.Globalization;
using Adobe.ServerAuth.FleetSimulation.Scenarios;

namespace Adobe.ServerAuth.FleetSimulation.Commands;

// What the command line asks for.
internal sealed class Settings
{
    public int Seed { get; private set; } = 1;

    public int? Machines { get; private set; }

    public double? Days { get; private set; }

    // Part of the names of scenarios.
    public string Only { get; private set; } = "";

    // Prints each token request.
    public bool IsTraced { get; private set; }

    public bool IsReport { get; private set; }

    public IEnumerable<Scenario> Scenarios => AllScenarios.All(Seed).Where(scenario => scenario.Name.Contains(Only, StringComparison.Ordinal)).Select(Changed);

    public static Settings Read(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--seed":
                    settings.Seed = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--machines":
                    settings.Machines = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--days":
                    settings.Days = double.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--only":
                    settings.Only = args[++i];
                    break;
                case "--trace":
                    settings.IsTraced = true;
                    break;
                case "--report":
                    settings.IsReport = true;
                    break;
                default:
                    throw new ArgumentException($"{args[i]} is none of --seed, --machines, --days, --only, --trace, --report.");
            }
        }

        return settings;
    }

    // Never longer than it was thought for.
    private Scenario Changed(Scenario scenario) => scenario with
    {
        Machines = Machines ?? scenario.Machines,
        Length = Days is { } days && TimeSpan.FromDays(days) < scenario.Length ? TimeSpan.FromDays(days) : scenario.Length,
    };
}
