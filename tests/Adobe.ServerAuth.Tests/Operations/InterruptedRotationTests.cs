using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>Runs that meet each other, stores that lag or lose, and people who do things by hand meanwhile.</summary>
public sealed class InterruptedRotationTests
{
    private readonly RotationWorld _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeConsole Console => _world.Console;

    [Fact]
    public async Task A_second_run_waits_while_the_first_may_still_store_and_then_leaves_its_secret_alone()
    {
        var (storing, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = _world.Rotation().RotateAsync(
            With(async (secret, _) =>
            {
                storing.SetResult();
                await go.Task;
                Console.Stored = secret.GetValue();
            }),
            Cancel);
        await storing.Task;
        var steps = new List<ClientSecretRotationStep>();
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.Progress = new Watch(steps.Add);

        var second = _world.Rotation().RotateAsync(plan, Cancel);
        await Settling.UntilAsync(() => _world.Clock.NextDelay is not null);
        Assert.Equal([ClientSecretRotationStep.Waiting], steps);
        go.SetResult();
        var report = await first;
        _world.Clock.Advance(_world.Clock.NextDelay!.Value);

        Assert.Contains("The last rotation is complete", (await Assert.ThrowsAsync<ClientSecretException>(() => second)).Message, StringComparison.Ordinal);
        Assert.Equal(report.NewSecret.Id, Console.IdOf(Console.Stored));
        Assert.Equal(2, Console.Ids.Count);
    }

    [Fact]
    public async Task A_run_that_was_silent_for_too_long_does_not_store_over_the_one_that_took_over()
    {
        // Right after it has added a secret, this process is frozen for an hour.
        var log = new FreezingLogger(() =>
        {
            _world.Clock.Advance(TimeSpan.FromHours(1));
            _world.RotateAsync().GetAwaiter().GetResult();
        });
        var frozen = new ClientSecretRotation(_world.Client(), Console.Ims(MortalProcess.Immortal), Make.Options(), _world.Clock, log);

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => frozen.RotateAsync(Console.Plan(MortalProcess.Immortal), Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel));

        Assert.Contains("Another rotation of this credential", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.NewSecret);
        Assert.NotEqual(refusal.NewSecret.GetValue(), Console.Stored);
        Assert.True(Console.Works(Console.Stored));
    }

    // The other run has removed the leftover, was refused, and left no note.
    [Fact]
    public async Task A_run_whose_note_is_gone_does_not_store()
    {
        var log = new FreezingLogger(() => Console.Note = "");
        var run = new ClientSecretRotation(_world.Client(), Console.Ims(MortalProcess.Immortal), Make.Options(), _world.Clock, log);

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => run.RotateAsync(Console.Plan(MortalProcess.Immortal), Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel));

        Assert.Contains("Another rotation of this credential", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(_world.Old.Value, Console.Stored);
        Assert.Equal("", Console.Note);
    }

    // However it fails: the answer of a vault may be lost after it has stored.
    [Fact]
    public async Task After_a_store_that_failed_the_next_run_waits_for_what_may_come()
    {
        NewClientSecret? late = null;
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With((secret, _) =>
        {
            late = secret;
            throw new TaskCanceledException("Connection lost.", new TimeoutException());
        })));

        var second = _world.Rotation().RotateAsync(Console.Plan(MortalProcess.Immortal), Cancel);
        await Settling.UntilAsync(() => _world.Clock.NextDelay is not null);
        Console.Stored = late!.GetValue();
        _world.Clock.Advance(_world.Clock.NextDelay!.Value);

        Assert.Equal(late.Id, (await second).NewSecret.Id);
    }

    [Fact]
    public async Task Who_gives_up_while_it_is_read_back_still_has_the_secret()
    {
        using var giveUp = new CancellationTokenSource();
        var cutting = With((secret, _) =>
        {
            Console.Stored = secret.GetValue()[..20];
            giveUp.Cancel();
            return default;
        });

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(cutting, cancellationToken: giveUp.Token));

        Assert.Equal(Console.Values[1], failure.NewSecret!.GetValue());
    }

    // It may be written yet, so the next run must not remove the secret at once.
    [Fact]
    public async Task After_a_store_that_was_too_slow_the_next_run_waits_and_finds_what_was_written_late()
    {
        NewClientSecret? late = null;
        var slow = With(async (secret, limited) =>
        {
            late = secret;
            await Task.Delay(Timeout.InfiniteTimeSpan, limited);
        });
        slow.FunctionTimeout = TimeSpan.FromSeconds(7);
        var first = _world.Rotation().RotateAsync(slow, Cancel);
        await _world.Clock.ExpireAsync(slow.FunctionTimeout, () => late is not null, first);
        Assert.Contains("FunctionTimeout", (await Assert.ThrowsAsync<ClientSecretException>(() => first)).Message, StringComparison.Ordinal);

        var second = _world.Rotation().RotateAsync(Console.Plan(MortalProcess.Immortal), Cancel);
        await Settling.UntilAsync(() => _world.Clock.NextDelay is not null);
        Console.Stored = late!.GetValue();
        _world.Clock.Advance(_world.Clock.NextDelay!.Value);

        var report = await second;
        Assert.True(report.WasContinued);
        Assert.Equal(late.Id, report.NewSecret.Id);
    }

    [Fact]
    public async Task What_somebody_puts_into_the_store_by_hand_is_never_taken_for_the_new_secret()
    {
        Console.Stored = null;
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With((_, _) => throw new IOException())));
        Console.Stored = _world.Old.Value;

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains("The store holds neither what it held", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Console.Ids[1], refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, Console.Ids.Count);
        Assert.False(refusal.IsTransient);
    }

    [Fact]
    public async Task A_store_that_cuts_the_secret_off_is_told_by_every_run()
    {
        var cutting = With((secret, _) =>
        {
            Console.Stored = secret.GetValue()[..20];
            return default;
        });

        var first = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(cutting));
        Assert.Equal(Console.Values[1], first.NewSecret!.GetValue());
        Assert.Contains("if it is neither the old nor the new secret, put one of them there", first.Message, StringComparison.Ordinal);
        Assert.Contains("The store holds neither", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(cutting))).Message, StringComparison.Ordinal);

        // Somebody does.
        Console.Stored = first.NewSecret.GetValue();
        Assert.Equal(first.NewSecret.Id, (await _world.RotateAsync()).NewSecret.Id);
    }

    [Fact]
    public async Task A_leftover_is_not_removed_while_the_store_holds_nothing_that_works_nor_when_it_is_the_only_one()
    {
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With((_, _) => throw new IOException())));
        Console.Remove(_world.Old.Value);

        Assert.Contains("gets no token", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);
        Assert.Single(Console.Ids);

        var world = new RotationWorld();
        world.Console.Stored = null;
        await Assert.ThrowsAsync<ClientSecretException>(() => world.RotateAsync(With((_, _) => throw new IOException(), world)));
        world.Console.Remove(world.Old.Value);
        Assert.Contains("is the only one", (await Assert.ThrowsAsync<ClientSecretException>(() => world.RotateAsync())).Message, StringComparison.Ordinal);
        Assert.Single(world.Console.Ids);
    }

    [Fact]
    public async Task A_leftover_that_is_used_long_after_its_run_is_somebodys()
    {
        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With((_, _) => throw new IOException())));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        Console.Use(failure.NewSecret!.GetValue());

        Assert.Contains("may be somebody else's", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(2, Console.Ids.Count);
    }

    [Fact]
    public async Task A_list_without_any_secret_is_that_of_another_credential()
    {
        Console.Instead = request => request.Method == HttpMethod.Get ? Make.Response(HttpStatusCode.OK, """{"client_id":"x","client_secrets":[]}""") : null;

        Assert.Contains("no secret is listed", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);
        Assert.Single(Console.Ids);
    }

    [Fact]
    public async Task A_leftover_that_is_gone_by_then_is_no_obstacle()
    {
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With((_, _) => throw new IOException())));
        Console.Instead = request =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                Console.Remove(Console.Values[1]);
            }

            return null;
        };

        var report = await _world.RotateAsync();
        Assert.Equal(Console.IdOf(Console.Stored), report.NewSecret.Id);
        Assert.Equal(2, Console.Ids.Count);
    }

    [Fact]
    public async Task A_store_that_can_not_be_read_back_is_read_again_and_nothing_is_lost_or_shown()
    {
        var reads = 0;
        var plan = With((secret, _) =>
        {
            Console.Stored = secret.GetValue();
            return default;
        });
        var failing = new ClientSecretRotationPlan(
            (secret, _) =>
            {
                Console.Stored = secret.GetValue();
                return default;
            },
            _ => ++reads == 1 ? new ValueTask<string?>(Console.Stored) : throw new FormatException("Can not read " + Console.Stored))
        {
            SaveNote = plan.SaveNote,
            LoadNote = plan.LoadNote,
        };

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(failing));

        Assert.Equal(Console.Stored, failure.NewSecret!.GetValue());
        Assert.Contains("can not be read back", failure.Message, StringComparison.Ordinal);
        Assert.True(reads > 3);
        Leaks.AssertNone(Console.Stored!, Leaks.TextsOf(failure));
        Assert.True((await _world.RotateAsync()).WasContinued);
    }

    [Fact]
    public async Task Whatever_the_callers_code_throws_shows_no_secret_and_loses_none()
    {
        foreach (var thrown in new Func<string, Exception>[]
        {
            secret => new ClientSecretException("Mine: " + secret),
            secret => new AggregateException(new InvalidOperationException(secret)),
            secret => new Unreadable(secret),
            secret => new OperationCanceledException(secret),
            secret => new IOException("The disk is full.") { Data = { ["content"] = secret } },
        })
        {
            var world = new RotationWorld();
            var failure = await Assert.ThrowsAsync<ClientSecretException>(() => world.RotateAsync(With((secret, _) => throw thrown(secret.GetValue()), world)));
            Assert.Equal(world.Console.Values[1], failure.NewSecret!.GetValue());
            Assert.Null(failure.InnerException);
            Leaks.AssertNone(failure.NewSecret.GetValue(), [.. Leaks.TextsOf(failure), .. failure.NewSecret.GetType().GetProperties().Select(property => property.GetValue(failure.NewSecret)?.ToString())]);
        }
    }

    [Fact]
    public async Task Who_watches_and_never_returns_keeps_no_secret_from_being_stored()
    {
        using var released = new ManualResetEventSlim();
        ClientSecretRotationPlan plan = null!;
        plan = With((secret, _) =>
        {
            Console.Stored = secret.GetValue();

            // Of the next call alone, so that it can be told from the others by it.
            plan.FunctionTimeout = TimeSpan.FromSeconds(3);
            return default;
        });
        plan.Progress = new Watch(step =>
        {
            plan.FunctionTimeout = TimeSpan.FromSeconds(30);
            if (step == ClientSecretRotationStep.Added)
            {
                released.Wait(Cancel);
            }
        });

        var rotating = _world.Rotation().RotateAsync(plan, Cancel);
        await Settling.UntilAsync(() => plan.FunctionTimeout == TimeSpan.FromSeconds(30) && _world.Clock.NextLimit == TimeSpan.FromSeconds(3));
        _world.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(Console.Ids[1], (await rotating.WaitAsync(Settling.Patience, Cancel)).NewSecret.Id);
        released.Set();
    }

    // With the plan's notes, and another store.
    private ClientSecretRotationPlan With(Func<NewClientSecret, CancellationToken, ValueTask> store, RotationWorld? world = null)
    {
        world ??= _world;
        var plan = world.Console.Plan(MortalProcess.Immortal);
        return new ClientSecretRotationPlan(store, _ => new ValueTask<string?>(world.Console.Stored)) { SaveNote = plan.SaveNote, LoadNote = plan.LoadNote, ProofTimeout = plan.ProofTimeout };
    }

    private sealed class FreezingLogger(Action freeze) : ILogger
    {
        private bool _isFrozen;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "ClientSecretAdded" && !_isFrozen)
            {
                _isFrozen = true;
                freeze();
            }
        }
    }

    private sealed class Watch(Action<ClientSecretRotationStep> told) : IProgress<ClientSecretRotationStep>
    {
        public void Report(ClientSecretRotationStep value) => told(value);
    }

    private sealed class Unreadable(string secret) : Exception(secret)
    {
        public override string ToString() => throw new NotSupportedException(Message);
    }
}
