using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class SecretTests : IDisposable
{
    private static readonly string Old = Make.Secret;
    private static readonly string New = new([.. Make.Secret.Reverse()]);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task During_a_rotation_either_of_the_two_secrets_opens(bool oldFirst)
    {
        await _fleet.GetAsync(_fleet.NewMachine(options => options.ClientSecret = Old));
        await _fleet.HandedOnAsync();

        await _fleet.GetAsync(_fleet.NewMachine(options => (options.ClientSecret, options.AlternateClientSecret) = oldFirst ? (Old, New) : (New, Old)));

        Assert.Equal(1, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task Of_two_tokens_the_newer_one_is_taken()
    {
        await _fleet.GetAsync(_fleet.NewMachine(options => options.ClientSecret = Old));
        await _fleet.HandedOnAsync();
        _fleet.Clock.Advance(TimeSpan.FromHours(1));
        var newer = await _fleet.GetAsync(_fleet.NewMachine(options => options.ClientSecret = New));
        await Fleet.SettledAsync(() => _fleet.Cache.Entries.Count == 2 && _fleet.Cache.LeaseKey is null);

        foreach (var (first, second) in new[] { (Old, New), (New, Old) })
        {
            var token = await _fleet.GetAsync(_fleet.NewMachine(options => (options.ClientSecret, options.AlternateClientSecret) = (first, second)));
            Assert.Equal(newer.Value, token.Value);
        }
    }

    [Fact]
    public async Task The_secret_of_a_vault_seals_too_and_is_asked_for_once_in_a_look()
    {
        var asked = 0;
        await _fleet.GetAsync(_fleet.NewMachine(options => options.ClientSecret = Old));
        await _fleet.HandedOnAsync();

        await _fleet.GetAsync(_fleet.NewMachine(options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ =>
            {
                asked++;
                return new(Old);
            });
        }));

        Assert.Equal((1, 1), (_fleet.Ims.Requests, asked));
    }

    [Fact]
    public async Task Without_a_vault_there_is_nothing_to_share_and_the_request_tells_why()
    {
        await _fleet.GetAsync(_fleet.NewMachine(options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ => throw new InvalidOperationException("The vault is closed."));
        }));

        Assert.Equal((1, 0), (_fleet.Ims.Requests, _fleet.Cache.Calls));
    }

    [Fact]
    public async Task A_short_secret_of_a_vault_is_not_shared_with_and_that_is_told_once()
    {
        var machine = _fleet.NewMachine(options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ => new(Old[..23]));
        });
        var token = await _fleet.GetAsync(machine);
        await _fleet.RenewAsync(machine, token);

        Assert.Equal((2, 0), (_fleet.Ims.Requests, _fleet.Cache.Calls));
        Assert.Contains("UseClientSecret", Assert.Single(_fleet.Log.Of(406)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_24_characters_is_long_enough()
    {
        await _fleet.GetAsync(_fleet.NewMachine(options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ => new(Old[..24]));
        }));
        await _fleet.HandedOnAsync();
    }
}
