using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

// Several broken rules. The framework's exception joins all failures into one line; this one has one line each.
internal sealed class InvalidConfigurationException : OptionsValidationException
{
    private InvalidConfigurationException(string name, Type type, IReadOnlyList<string> failures)
        : base(name, type, failures) =>
        Message = string.Join(Environment.NewLine, failures.Select(failure => "- " + failure).Prepend(FormattableString.Invariant($"The configuration of Adobe.ServerAuth has {failures.Count} errors:")));

    public override string Message { get; }

    public static OptionsValidationException Of(string name, Type type, IReadOnlyList<string> failures) =>
        failures.Count > 1 ? new InvalidConfigurationException(name, type, failures) : new OptionsValidationException(name, type, failures);
}
