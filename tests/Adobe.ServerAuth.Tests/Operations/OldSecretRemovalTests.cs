using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class OldSecretRemovalTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly RotationWorld _world = new();

    private FakeConsole Console => _world.Console;

    [Fact]
    public async Task It_is_removed_once_nobody_has_used_it_for_so_long_and_not_before()
    {
        var old = (await _world.RotateAsync()).OldSecrets.Single();

        _world.Clock.Advance(Week - TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(old.Id, Week, "it was used within 7.00:00:00");
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _world.RemoveOldAsync(old.Id, Week));

        Assert.Equal(Console.Stored, Assert.Single(Console.Values));
        Assert.Single(_world.Log.Of(703));

        // A run that was killed right after it is run again.
        Assert.False(await _world.RemoveOldAsync(old.Id, Week));
    }

    [Fact]
    public async Task Which_one_is_the_old_the_note_tells_to_another_process()
    {
        Assert.False(await _world.RemoveOldAsync(Week));
        await Assert.ThrowsAsync<ArgumentException>("plan", () => _world.RemoveOldAsync(Week, _world.PlanWithoutNotes()));
        await _world.RotateAsync();
        Assert.Contains("it was used within", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RemoveOldAsync(Week))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("unusedFor", () => _world.RemoveOldAsync(TimeSpan.FromTicks(-1)));

        _world.Clock.Advance(Week);
        Assert.True(await _world.RemoveOldAsync(Week));
        Assert.Equal(Console.Stored, Assert.Single(Console.Values));
        Assert.False(await _world.RemoveOldAsync(Week));

        // Somebody else's, which came after it, is none of its business.
        Console.Add();
        Assert.False(await _world.RemoveOldAsync(TimeSpan.Zero));
        Assert.Equal(2, Console.Values.Count);
        Assert.Contains("The credential has 2 secrets", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);

        Console.Note = Console.Note!.Replace("222222", "333333", StringComparison.Ordinal);
        Assert.Contains("another credential (333333)", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RemoveOldAsync(Week))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_removed_while_the_store_holds_it_whatever_the_console_shows_of_uses()
    {
        var report = await _world.RotateAsync();
        _world.Clock.Advance(Week);
        Console.ShowsUses = false;
        Console.Stored = _world.Old.Value;

        // Somebody went back to it.
        await AssertRefusedAsync(_world.Old.Id, TimeSpan.Zero, "the store holds another secret than the last rotation stored");
        await AssertRefusedAsync(report.NewSecret.Id, TimeSpan.Zero, "it is the one that the last rotation stored");

        Console.Stored = Console.Values[1];
        Assert.True(await _world.RemoveOldAsync(_world.Old.Id, TimeSpan.Zero));
    }

    [Fact]
    public async Task Without_a_note_only_uses_tell_which_one_is_in_use()
    {
        var second = Console.Add();
        var plan = _world.PlanWithoutNotes();
        Console.Use(second.Value);
        _world.Clock.Advance(Week);

        // The store still has the old one.
        await AssertRefusedAsync(_world.Old.Id, Week, "it is in use: a token was had with it just now", plan);
        Console.ShowsUses = false;
        await AssertRefusedAsync(_world.Old.Id, Week, "they do not show yet that a token was had with the other one just now", plan);

        Console.ShowsUses = true;
        Console.Stored = second.Value;
        _world.Clock.Advance(Week);
        Assert.True(await _world.RemoveOldAsync(_world.Old.Id, Week, plan));
        Assert.Equal([second.Value], Console.Values);
    }

    // A leaked secret has to go although its thief uses it.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task What_somebody_else_uses_at_that_moment_is_removed_when_no_pause_is_asked_for(int minutes, bool isRemoved)
    {
        await _world.RotateAsync();
        _world.Clock.Advance(Week);
        var lists = 0;
        Console.Instead = request =>
        {
            if (request.Method == HttpMethod.Get && ++lists == 2)
            {
                Console.Use(_world.Old.Value);
            }

            return null;
        };

        if (isRemoved)
        {
            Assert.True(await _world.RemoveOldAsync(_world.Old.Id, TimeSpan.FromMinutes(minutes)));
        }
        else
        {
            await AssertRefusedAsync(_world.Old.Id, TimeSpan.FromMinutes(minutes), "it was used within 00:01:00");
        }
    }

    [Fact]
    public async Task The_only_secret_is_not_removed_nor_any_while_the_store_has_none_that_works()
    {
        await AssertRefusedAsync(_world.Old.Id, TimeSpan.Zero, "it is the only one");
        Assert.False(await _world.RemoveOldAsync(Guid.NewGuid().ToString(), TimeSpan.Zero));

        await _world.RotateAsync();
        var stored = Console.Stored;
        Console.Stored = null;
        await AssertRefusedAsync(_world.Old.Id, TimeSpan.Zero, "the store holds no secret");

        Console.Note = null;
        Console.Stored = new string([.. Make.Secret.Reverse()]);
        await AssertRefusedAsync(_world.Old.Id, TimeSpan.Zero, "gets no token, so the application may have to go back to this one");

        Console.ClientId = "ffffffffffffffffffffffffffffffff";
        await AssertRefusedAsync(_world.Old.Id, TimeSpan.Zero, "that of another one");
        Assert.Equal([_world.Old.Value, stored!], Console.Values);
    }

    // Uses that show late: the other one's last use is older than the token of just now.
    [Fact]
    public async Task A_use_of_long_ago_does_not_tell_which_one_the_store_holds()
    {
        var second = Console.Add();
        Console.Use(second.Value);
        _world.Clock.Advance(Week);
        var list = Console.List();
        Console.Instead = request => request.Method == HttpMethod.Get ? Make.Response(System.Net.HttpStatusCode.OK, list) : null;

        await AssertRefusedAsync(_world.Old.Id, Week, "they do not show yet", _world.PlanWithoutNotes());
    }

    [Fact]
    public async Task One_that_was_just_added_was_not_unused_for_long()
    {
        var second = Console.Add();
        await AssertRefusedAsync(second.Id, TimeSpan.FromHours(1), "it was added within 01:00:00", _world.PlanWithoutNotes());
    }

    // Without asking for a pause, a clock that is wrong is in nobody's way.
    [Fact]
    public async Task A_leaked_one_is_removed_though_the_clock_here_is_behind()
    {
        await _world.RotateAsync();
        Console.Use(_world.Old.Value);
        _world.Clock.StepWall(TimeSpan.FromMinutes(-1));

        Assert.True(await _world.RemoveOldAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Nothing_is_removed_when_the_new_one_vanishes_meanwhile()
    {
        await _world.RotateAsync();
        _world.Clock.Advance(Week);
        var lists = 0;
        Console.Instead = request =>
        {
            if (request.Method == HttpMethod.Get && ++lists == 2)
            {
                Console.Remove(Console.Stored!);
            }

            return null;
        };
        await AssertRefusedAsync(_world.Old.Id, Week, "it is the only one");

        lists = 0;
        Console.Add();
        Console.Instead = _ => null;
        await AssertRefusedAsync(_world.Old.Id, Week, "gets no token");
    }

    // Somebody has removed it in the console meanwhile, and added another.
    [Fact]
    public async Task Nothing_is_removed_when_another_one_takes_the_place_of_the_new_one_meanwhile()
    {
        await _world.RotateAsync();
        _world.Clock.Advance(Week);
        var lists = 0;
        Console.Instead = request =>
        {
            if (request.Method == HttpMethod.Get && ++lists == 2)
            {
                Console.Remove(Console.Stored!);
                Console.Add();
            }

            return null;
        };

        await AssertRefusedAsync(_world.Old.Id, Week, "the one that the last rotation stored is not listed");
    }

    [Fact]
    public async Task A_rotation_that_is_not_complete_comes_first()
    {
        var process = new MortalProcess(9, true);
        await Assert.ThrowsAnyAsync<Exception>(() => _world.RotateAsync(process: process));
        Assert.Equal(2, Console.Values.Count);

        await AssertRefusedAsync(Console.Ids[1], TimeSpan.Zero, "A rotation is not complete");

        // There is no old one yet, and a job that begins with this goes on.
        Assert.False(await _world.RemoveOldAsync(TimeSpan.Zero));
    }

    private async Task AssertRefusedAsync(string id, TimeSpan unusedFor, string text, ClientSecretRotationPlan? plan = null)
    {
        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RemoveOldAsync(id, unusedFor, plan));
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Console.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }
}
