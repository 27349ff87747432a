using System.Security.Cryptography;
using System.Text;
using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

// What a thief can and can not do: SECURITY.md.
public sealed class SealTests : IDisposable
{
    private static readonly CredentialSettings Settings = CredentialSettings.From(null, Make.Options());
    private static readonly SharingKey Key = SharingKey.From("ClientSecret", Make.Secret, Settings);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Who_reads_the_cache_learns_nothing()
    {
        var seen = new List<string>();
        _fleet.Cache.Before = (_, key, _) =>
        {
            lock (seen)
            {
                seen.AddRange(_fleet.Cache.Entries.SelectMany(pair => new[] { key, pair.Key, Encoding.Latin1.GetString(pair.Value), Convert.ToBase64String(pair.Value), Convert.ToHexString(pair.Value) }));
            }

            return Task.CompletedTask;
        };
        var token = await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Contains(seen, text => text == Key.Lease);
        Assert.Contains(seen, text => text == Key.Token);
        foreach (var secret in new[] { Make.Secret, Make.ClientId, token.Value, string.Join(",", Settings.Scopes), string.Join(" ", Settings.Scopes.Order()) })
        {
            Leaks.AssertNone(secret, seen);
        }
    }

    [Fact]
    public void No_name_can_be_made_without_the_secret()
    {
        var other = SharingKey.From("ClientSecret", new string([.. Make.Secret.Reverse()]), Settings);

        Assert.Matches("^adobe-serverauth:1:token:[0-9A-F]{64}$", Key.Token);
        Assert.Matches("^adobe-serverauth:1:lease:[0-9A-F]{64}$", Key.Lease);
        Assert.Equal(4, new[] { Key.Token[^64..], Key.Lease[^64..], other.Token[^64..], other.Lease[^64..] }.Distinct().Count());
    }

    // Machines of two versions of the library meet in one cache: this is the format, made once more by hand.
    [Fact]
    public void The_format_is_the_documented_one()
    {
        var sealedContent = Key.Seal(Key.Token, "content"u8);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Make.Secret), 32, "Adobe.ServerAuth shared token 1"u8.ToArray(), "seal"u8.ToArray());
        using var aes = new AesGcm(key, 16);
        var content = new byte[sealedContent.Length - 29];

        aes.Decrypt(sealedContent.AsSpan(1, 12), sealedContent.AsSpan(29), sealedContent.AsSpan(13, 16), content, [1, .. Encoding.UTF8.GetBytes(Key.Token)]);

        Assert.Equal((1, "content"), (sealedContent[0], Encoding.UTF8.GetString(content)));
        var naming = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Make.Secret), 32, "Adobe.ServerAuth shared token 1"u8.ToArray(), "name"u8.ToArray());
        var credential = $"token\n5:OAuth\n32:{Make.ClientId}\n-1:\n-1:\n{Settings.TokenEndpoint.AbsoluteUri.Length}:{Settings.TokenEndpoint}\n7:AdobeID\n6:openid\n18:read_organizations\n";
        Assert.Equal("adobe-serverauth:1:token:" + Convert.ToHexString(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(credential))), Key.Token);
    }

    [Fact]
    public void No_two_seals_are_alike()
    {
        var nonces = Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Key.Seal(Key.Token, "content"u8).AsSpan(1, 12))).ToArray();

        Assert.Equal(nonces.Length, nonces.Distinct().Count());
    }

    [Fact]
    public void Each_byte_counts_and_each_length()
    {
        var good = Key.Seal(Key.Token, "content"u8);
        Assert.Equal("content"u8.ToArray(), Key.Open(Key.Token, good, out _));
        for (var i = 0; i < good.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bad = (byte[])good.Clone();
                bad[i] ^= (byte)(1 << bit);
                Assert.Null(Key.Open(Key.Token, bad, out var fault));
                Assert.Equal(i == 0 ? "has a format that this version does not read" : "was not sealed with this credential, or was changed", fault);
            }

            Assert.Null(Key.Open(Key.Token, good.AsSpan(0, i), out var cut));
            Assert.NotEmpty(cut);
        }

        Assert.Null(Key.Open(Key.Lease, good, out _));
        Assert.Null(Key.Open(Key.Token, [.. good, 0], out _));
        Assert.Null(Key.Open(Key.Token, new byte[65_537] is var _ ? [1, .. new byte[65_536]] : [], out var tooLong));
        Assert.Equal("is too long", tooLong);
    }

    public static TheoryData<string, byte[]> BadEntries { get; } = new()
    {
        { "is cut off", [] },
        { "is cut off", [1, 2, 3] },
        { "has a format that this version does not read", "some text of somebody else's, not short at all"u8.ToArray() },
        { "was not sealed with this credential", [1, .. RandomNumberGenerator.GetBytes(200)] },
        { "has no token in it", Key.Seal(Key.Token, []) },
        { "has no token in it", Key.Seal(Key.Token, TokenBytes(TimeSpan.FromDays(1), "no b64token")) },
        { "has no token in it", Key.Seal(Key.Token, TokenBytes(TimeSpan.FromDays(1), "opaque")) },
        { "has no token in it", Key.Seal(Key.Token, TokenBytes(TimeSpan.FromDays(31), TokenOf(Make.ClientId))) },
        { "has no token in it", Key.Seal(Key.Token, TokenBytes(-TimeSpan.FromDays(1), TokenOf(Make.ClientId))) },
        { "has the token of another client in it", Key.Seal(Key.Token, TokenBytes(TimeSpan.FromDays(1), TokenOf("fedcba9876543210fedcba9876543210"))) },
    };

    [Theory]
    [MemberData(nameof(BadEntries))]
    public async Task A_bad_entry_counts_for_nothing_is_told_once_and_is_replaced(string fault, byte[] entry)
    {
        _fleet.Cache.Put(Key.Token, entry);

        var token = await _fleet.GetAsync(_fleet.NewMachine());
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null && !_fleet.Cache.Entries[Key.Token].SequenceEqual(entry));
        var second = await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal((token.Value, 1), (second.Value, _fleet.Ims.Requests));
        Assert.All(_fleet.Log.Of(403), line => Assert.Contains(fault, line.Text, StringComparison.Ordinal));

        // Once for the look, once for what replaces it.
        Assert.InRange(_fleet.Log.Of(403).Count, 1, 2);
    }

    [Fact]
    public async Task A_bad_lease_holds_nobody_up()
    {
        _fleet.Cache.Put(Key.Lease, RandomNumberGenerator.GetBytes(80));

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal(1, _fleet.Ims.Requests);
    }

    private static string TokenOf(string client) => Make.ImsToken(client, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(1));

    private static byte[] TokenBytes(TimeSpan lifetime, string value)
    {
        var bytes = new byte[8 + value.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, lifetime.Ticks);
        Encoding.UTF8.GetBytes(value, bytes.AsSpan(8));
        return bytes;
    }
}
