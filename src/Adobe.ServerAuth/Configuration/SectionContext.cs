using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// What the reading of one section shares: where it is, the order of its sources where that is known, and all that is wrong with it.
internal sealed record SectionContext(string Path, IConfigurationRoot? Root, IList<OptionFailure> Failures)
{
    public void Fail(string key, string text) => Failures.Add(new OptionFailure(Path, key, text));
}
