using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// What the reading of one section shares: where it is, the order of its sources where that is
// known, the sections of other credentials below it, and all that is wrong with it.
internal sealed record SectionContext(string Path, IConfigurationRoot? Root, IReadOnlyList<string> Others, IList<OptionFailure> Failures)
{
    public void Fail(string key, string text, string? meantKey = null) => Failures.Add(new OptionFailure(Path, key, text) { MeantKey = meantKey });
}
