namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>What a call has to get: a token at once, a remembered failure at once, or a fetch to wait for.</summary>
internal sealed record Promise(AccessToken? Token = null, Setback? Remembered = null, int FewestFetches = 0, int MostFetches = 0, bool IsRenewal = false)
{
    public static Promise OneFetch(bool isRenewal) => new(null, null, 1, 1, isRenewal);

    public bool IsToWait => Token is null && Remembered is null;
}
