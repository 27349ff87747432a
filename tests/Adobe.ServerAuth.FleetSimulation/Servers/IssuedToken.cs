namespace Adobe.ServerAuth.FleetSimulation.Servers;

// What IMS knows of a token that it has issued.
internal sealed class IssuedToken(string value, long endsAt)
{
    public string Value { get; } = value;

    // In true time.
    public long EndsAt { get; } = endsAt;

    public bool IsRevoked { get; set; }
}
