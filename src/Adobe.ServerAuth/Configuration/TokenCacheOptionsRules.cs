using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Configuration;

internal static class TokenCacheOptionsRules
{
    public static void Check(TokenCacheOptions options, string prefix, OptionRules rules)
    {
        rules.UpToOneDay(options.RefreshBeforeExpiry, prefix + nameof(options.RefreshBeforeExpiry));
        rules.UpToOneDay(options.RefreshJitter, prefix + nameof(options.RefreshJitter));
        rules.UpToOneDay(options.ClockSkew, prefix + nameof(options.ClockSkew));
        rules.UpToFiveMinutes(options.TransientFailureCooldown, prefix + nameof(options.TransientFailureCooldown));
        rules.UpToFiveMinutes(options.PermanentFailureCooldown, prefix + nameof(options.PermanentFailureCooldown));
        rules.UpToFiveMinutes(options.RejectionCooldown, prefix + nameof(options.RejectionCooldown));
    }

    // For a cache that is made by hand, whose options are no part of a credential's.
    public static void ThrowIfInvalid(TokenCacheOptions options)
    {
        var failures = new List<OptionFailure>();
        Check(options, "", new OptionRules(null, failures));
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(TokenCacheOptions),
                failures.Select(failure => failure.ToLine(nameof(TokenCacheOptions))));
        }
    }
}
