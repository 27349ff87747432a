namespace Observability;

/// <summary>Writes for a person, between what the exporters print.</summary>
internal static class Page
{
    public static void Adobe(bool isEmulated) => Console.WriteLine(isEmulated
        ? "No credential is configured, so Adobe is an emulator in this process, and is gone with it."
        : "The section AdobeServerAuth was found, so the tokens come from the IMS that it names.");

    public static void Title(string title, string whatToLookFor)
    {
        Console.WriteLine();
        Console.WriteLine("== " + title + " ==");
        Console.WriteLine(whatToLookFor);
        Console.WriteLine();
    }
}
