namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>The tests that need the packages, which are made for them alone.</summary>
[CollectionDefinition(Name)]
public sealed class PackedOnce : ICollectionFixture<PackedFiles>
{
    public const string Name = "The packed files";
}
