using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class LeaseTests : IDisposable
{
    private static readonly SharingKey Key = SharingKey.From("ClientSecret", Make.Secret, CredentialSettings.From(null, Make.Options()));

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Who_comes_while_another_machine_asks_waits_for_its_token()
    {
        // What comes next begins where it is set: no clock moves before that.
        var answer = new TaskCompletionSource();
        _fleet.Ims.Before = () => answer.Task;
        var (first, second) = (_fleet.NewMachine(), _fleet.NewMachine());
        var asking = first.GetTokenAsync(Fleet.Cancel).AsTask();
        await WaitForRequestAsync(asking);

        // Answered when the second has looked a few times.
        var looks = 0;
        _fleet.Cache.Before = (call, key, _) =>
        {
            if (call == "get" && key == Key.Token && Interlocked.Increment(ref looks) == 4)
            {
                answer.SetResult();
            }

            return Task.CompletedTask;
        };
        var token = await _fleet.GetAsync(second);

        Assert.Equal((await asking).Value, token.Value);
        Assert.Equal(1, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task A_holder_that_is_gone_is_waited_for_ten_seconds()
    {
        Hold(Guid.NewGuid());
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Clock.GetUtcNow() - startedAt, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Holders_that_follow_one_another_are_waited_for_as_long_as_a_request_may_take()
    {
        _fleet.Cache.Before = (call, key, _) =>
        {
            if (call == "get" && key == Key.Lease)
            {
                Hold(Guid.NewGuid());
            }

            return Task.CompletedTask;
        };
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Clock.GetUtcNow() - startedAt, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task Who_can_use_its_token_for_a_while_does_not_ask_beside_the_others()
    {
        var machine = _fleet.NewMachine();
        await _fleet.GetAsync(machine);
        await _fleet.HandedOnAsync();
        _fleet.Cache.Before = (call, key, _) =>
        {
            if (call == "get" && key == Key.Lease)
            {
                Hold(Guid.NewGuid());
            }

            return Task.CompletedTask;
        };

        _fleet.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(3));
        await RenewInBackgroundAsync(machine);
        Assert.Equal(1, _fleet.Ims.Requests);
        await Fleet.SettledAsync(() => _fleet.Log.Of(200).Count > 0);
        Assert.Contains("Other machines that share", Assert.Single(_fleet.Log.Of(200)).Text, StringComparison.Ordinal);

        // Half a minute later than that there is no time for another look.
        _fleet.Clock.Advance(TimeSpan.FromSeconds(60));
        await RenewInBackgroundAsync(machine);
        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task A_lease_of_long_ago_holds_nobody_up()
    {
        Hold(Guid.NewGuid(), _fleet.Clock.GetUtcNow() - TimeSpan.FromSeconds(131));
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Clock.GetUtcNow() - startedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_that_keeps_nothing_or_never_forgets_holds_nobody_up(bool keepsNothing)
    {
        var holder = Guid.NewGuid();
        _fleet.Cache.Before = (call, _, _) =>
        {
            _fleet.Cache.Clear();
            if (!keepsNothing && call == "get")
            {
                Hold(holder);
            }

            return Task.CompletedTask;
        };
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Clock.GetUtcNow() - startedAt, TimeSpan.Zero, TimeSpan.FromSeconds(keepsNothing ? 0.1 : 12));
    }

    [Fact]
    public async Task After_a_failure_the_next_machine_asks_at_once()
    {
        _fleet.Ims.Before = () => throw new TokenRequestException("no") { StatusCode = System.Net.HttpStatusCode.BadRequest };
        await Assert.ThrowsAsync<TokenRequestException>(() => _fleet.GetAsync(_fleet.NewMachine()));
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null);
        _fleet.Ims.Before = () => Task.CompletedTask;
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Clock.GetUtcNow() - startedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Who_wrote_first_of_two_waits_for_the_other()
    {
        var reads = 0;
        _fleet.Cache.Before = (call, key, _) =>
        {
            if (call == "get" && key == Key.Lease && Interlocked.Increment(ref reads) == 2)
            {
                Hold(Guid.NewGuid());
            }

            return Task.CompletedTask;
        };
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Waiting_for_another_machine_takes_nothing_from_the_time_of_the_cache()
    {
        Hold(Guid.NewGuid());
        _fleet.Cache.Before = (_, _, _) =>
        {
            _fleet.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.CompletedTask;
        };
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(13));
    }

    [Fact]
    public async Task A_token_that_comes_while_the_lease_is_taken_is_found_and_the_lease_given_back()
    {
        var reads = 0;
        var token = NewEntry(_fleet.Clock.GetUtcNow());
        _fleet.Cache.Before = (call, key, _) =>
        {
            if (call == "get" && key == Key.Lease && Interlocked.Increment(ref reads) == 2)
            {
                _fleet.Cache.Put(Key.Token, token);
            }

            return Task.CompletedTask;
        };

        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal(0, _fleet.Ims.Requests);
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null);
    }

    [Fact]
    public async Task A_newer_token_of_another_machine_is_not_written_over()
    {
        var newer = NewEntry(_fleet.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        _fleet.Ims.Before = () =>
        {
            _fleet.Cache.Put(Key.Token, newer);
            return Task.CompletedTask;
        };

        await _fleet.GetAsync(_fleet.NewMachine());
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null);

        Assert.Equal(newer, _fleet.Cache.Entries[Key.Token]);
    }

    [Fact]
    public async Task Who_gives_the_lease_back_leaves_that_of_another_machine_alone()
    {
        var other = Guid.NewGuid();
        var looks = 0;
        _fleet.Cache.Before = (call, key, _) =>
        {
            Interlocked.Add(ref looks, call == "get" && key == Key.Lease ? 1 : 0);
            return Task.CompletedTask;
        };
        _fleet.Ims.Before = () =>
        {
            Hold(other);
            return Task.CompletedTask;
        };
        await _fleet.GetAsync(_fleet.NewMachine());

        // The look at whose lease it is comes last.
        await Fleet.SettledAsync(() => _fleet.Cache.TokenKey is not null && looks > 2 && _fleet.Clock.NextLimit is null);

        Assert.Equal(other, LeaseNote.Read(Key.Open(Key.Lease, _fleet.Cache.Entries[Key.Lease], out _)!)!.Holder);
    }

    private static byte[] NewEntry(DateTimeOffset createdAt)
    {
        var token = Make.Token(Make.ImsToken(Make.ClientId, createdAt, TimeSpan.FromDays(1)), createdAt + TimeSpan.FromDays(1));
        return Key.Seal(Key.Token, SharedToken.Of(token, CredentialSettings.From(null, Make.Options()), createdAt)!.ToBytes());
    }

    private async Task RenewInBackgroundAsync(CachingTokenProvider machine)
    {
        Assert.Null(machine.Fresh);
        await machine.GetTokenAsync(Fleet.Cancel);
        await _fleet.RunAsync(async () =>
        {
            await Fleet.SettledAsync(() => !machine.IsRefreshing);
            return true;
        });
    }

    private void Hold(Guid holder, DateTimeOffset? since = null) =>
        _fleet.Cache.Put(Key.Lease, Key.Seal(Key.Lease, LeaseNote.Held(holder, since ?? _fleet.Clock.GetUtcNow()).ToBytes()));

    private async Task WaitForRequestAsync(Task asking) => await _fleet.RunAsync(async () =>
    {
        await Fleet.SettledAsync(() => _fleet.Ims.Requests == 1 || asking.IsCompleted);
        return true;
    });
}
