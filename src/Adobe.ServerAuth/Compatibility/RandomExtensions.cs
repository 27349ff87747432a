namespace Adobe.ServerAuth.Compatibility;

internal static class RandomExtensions
{
    [ThreadStatic]
    private static Random? _random;

    extension(Random)
    {
        // Seeded from a Guid: the default seed is the time, which threads that start together would share.
        public static Random Shared => _random ??= new Random(Guid.NewGuid().GetHashCode());
    }
}
