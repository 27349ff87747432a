using System.Net;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class RotationTests
{
    private readonly RotationWorld _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeConsole Console => _world.Console;

    [Fact]
    public async Task The_store_gets_a_new_secret_that_works_and_the_old_one_works_too()
    {
        var steps = new List<ClientSecretRotationStep>();
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.Progress = new Steps(steps);

        var report = await _world.RotateAsync(plan);

        Assert.Equal(2, Console.Values.Count);
        Assert.NotEqual(_world.Old.Value, Console.Stored);
        Assert.True(Console.Works(Console.Stored));
        Assert.Equal(Console.IdOf(Console.Stored), report.NewSecret.Id);
        Assert.Equal(_world.Clock.GetUtcNow(), report.NewSecret.LastUsedAt);
        Assert.Equal([_world.Old.Id], report.OldSecrets.Select(secret => secret.Id));
        Assert.False(report.WasContinued);
        Assert.Equal([ClientSecretRotationStep.Checked, ClientSecretRotationStep.Added, ClientSecretRotationStep.Stored, ClientSecretRotationStep.Proven], steps);
        Assert.Equal(["ClientSecretAdded", "ClientSecretRotated"], _world.Log.Lines.Where(line => line.Id >= 700).Select(line => line.Name));
        Leaks.AssertNone(Console.Stored!, [.. _world.Log.Lines.Select(line => line.Text), Console.Note, report.ToString()]);
        Leaks.AssertNone(_world.Old.Value, [.. _world.Log.Lines.Select(line => line.Text), Console.Note, report.ToString()]);
    }

    // Every place at which a process can die, and every place at which the one that continues can die.
    [Fact]
    public async Task Whenever_it_is_killed_the_application_has_a_secret_that_works_and_another_run_completes_it()
    {
        var runs = 0;
        foreach (var first in Deaths())
        {
            foreach (var second in Deaths().Prepend(MortalProcess.Immortal))
            {
                var world = new RotationWorld();
                var before = (await KillAsync(world, first), await KillAsync(world, second));
                if (!before.Item1)
                {
                    // The last of them came too late to kill anything.
                    break;
                }

                // Who watches the application sees nothing of all that.
                var report = Complete(world) ? null : await world.RotateAsync();

                Assert.Equal(2, world.Console.Values.Count);
                Assert.NotEqual(world.Old.Value, world.Console.Stored);
                Assert.True(world.Console.Works(world.Console.Stored));
                Assert.Equal(world.Old.Id, world.Console.Ids[0]);
                Assert.True(report is null || report.NewSecret.Id == world.Console.IdOf(world.Console.Stored));
                world.Clock.Advance(TimeSpan.FromDays(7));
                Assert.True(await world.RemoveOldAsync(world.Old.Id, TimeSpan.FromDays(6)));
                runs++;
            }
        }

        Assert.InRange(runs, 600, 2000);

        static IEnumerable<MortalProcess> Deaths() => Enumerable.Range(1, 20).SelectMany(deed => new[] { new MortalProcess(deed, false), new MortalProcess(deed, true) });

        static bool Complete(RotationWorld world) => world.Console.Note?.Contains("\"done\":true", StringComparison.Ordinal) == true;

        static async Task<bool> KillAsync(RotationWorld world, MortalProcess process)
        {
            process = process.Again();
            if (!Complete(world))
            {
                _ = await Record.ExceptionAsync(() => world.RotateAsync(process: process));
            }

            Assert.True(world.Console.Works(world.Console.Stored), "The application has no secret that works.");
            Assert.InRange(world.Console.Values.Count, 1, 2);
            return process.IsDead;
        }
    }

    [Fact]
    public async Task Two_secrets_are_named_and_left_alone()
    {
        var other = Console.Add();

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains("Nothing was changed. The credential has 2 secrets", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_world.Old.Id, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(other.Id + ", added", refusal.Message, StringComparison.Ordinal);
        AssertUnchanged(2);
    }

    [Fact]
    public async Task After_a_rotation_the_old_secret_is_to_be_removed_before_the_next()
    {
        await _world.RotateAsync();

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());
        Assert.Contains("RemoveOldAsync before the next rotation", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_world.Old.Id, refusal.Message, StringComparison.Ordinal);

        Assert.True(await _world.RemoveOldAsync(_world.Old.Id, TimeSpan.Zero));
        var second = await _world.RotateAsync();
        Assert.False(second.WasContinued);
        Assert.Equal(second.NewSecret.Id, Console.IdOf(Console.Stored));
    }

    [Theory]
    [InlineData(403, """{"error_code":"403011","message":"Scope mismatch"}""", "manage_client_secrets")]
    [InlineData(400, """{"message":"Migration in progress"}""", "migration from a Service Account (JWT) credential is pending")]
    [InlineData(409, "", "migration from a Service Account (JWT) credential is pending")]
    public async Task What_the_console_refuses_changes_nothing_and_says_why(int status, string body, string text)
    {
        Console.Instead = request => request.Method == HttpMethod.Post ? Make.Response((HttpStatusCode)status, body) : null;

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed by this call.", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);
        AssertUnchanged(1);

        // What a colleague adds then is none of the next run's.
        Console.Instead = _ => null;
        var theirs = Console.Add();
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());
        Assert.Equal([_world.Old.Id, theirs.Id], Console.Ids);
        Console.Remove(theirs.Value);
        var report = await _world.RotateAsync();
        Assert.Equal(Console.IdOf(Console.Stored), report.NewSecret.Id);
    }

    [Fact]
    public async Task Options_of_another_credential_and_a_store_that_does_not_work_are_found_before_anything_is_added()
    {
        Console.ClientId = "ffffffffffffffffffffffffffffffff";
        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());
        Assert.Contains("the number of the credential is that of another one", refusal.Message, StringComparison.Ordinal);

        Console.ClientId = Make.ClientId;
        Console.Stored = new string([.. Make.Secret.Reverse()]);
        refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());
        Assert.Contains("the application is in trouble already", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("wrong-secret", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);

        Assert.Single(Console.Values);
        Assert.DoesNotContain(Console.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Null(Console.Note);
    }

    [Fact]
    public async Task An_empty_store_gets_its_first_secret()
    {
        Console.Stored = "\r\n";

        var report = await _world.RotateAsync();

        Assert.Equal(report.NewSecret.Id, Console.IdOf(Console.Stored));
    }

    [Fact]
    public async Task A_secret_that_the_caller_could_not_store_is_in_the_exception_and_not_in_its_text()
    {
        var told = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(_world.PlanWithoutNotes((secret, _) => throw new InvalidOperationException("The vault refused " + secret.GetValue()))));
        Assert.Equal(Console.Values[1], told.NewSecret!.GetValue());
        Assert.Equal(Console.Ids[1], told.NewSecret.Id);
        Assert.Null(told.InnerException);
        Assert.Contains("whose text repeats a secret", told.Message, StringComparison.Ordinal);
        Leaks.AssertNone(told.NewSecret.GetValue(), [.. Leaks.TextsOf(told), .. _world.Log.Lines.Select(line => line.Text)]);

        var world = new RotationWorld();
        var cause = new InvalidOperationException("The vault is closed.");
        var failed = await Assert.ThrowsAsync<ClientSecretException>(() => world.RotateAsync(world.PlanWithoutNotes((_, _) => throw cause)));
        Assert.Equal(world.Console.Values[1], failed.NewSecret!.GetValue());
        Assert.Same(cause, failed.InnerException);
        Leaks.AssertNone(failed.NewSecret.GetValue(), Leaks.TextsOf(failed));
    }

    [Fact]
    public async Task A_store_that_hangs_is_waited_for_no_longer_than_its_time()
    {
        var isHanging = false;
        var plan = _world.PlanWithoutNotes(async (_, limited) =>
        {
            Volatile.Write(ref isHanging, true);
            await Task.Delay(Timeout.InfiniteTimeSpan, limited);
        });
        plan.FunctionTimeout = TimeSpan.FromSeconds(7);

        var rotating = _world.Rotation().RotateAsync(plan, Cancel);
        await _world.Clock.ExpireAsync(plan.FunctionTimeout, () => Volatile.Read(ref isHanging), rotating);
        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => rotating);
        Assert.Contains("did not return within 7 s (FunctionTimeout)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Console.Values[1], refusal.NewSecret!.GetValue());
    }

    [Fact]
    public async Task Who_gives_up_while_it_is_added_has_it_stored_all_the_same()
    {
        using var giveUp = new CancellationTokenSource();
        Console.Instead = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                giveUp.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.RotateAsync(cancellationToken: giveUp.Token));

        Assert.Equal(Console.Values[1], Console.Stored);
        var report = await _world.RotateAsync();
        Assert.True(report.WasContinued);
        Assert.Equal(Console.Ids[1], report.NewSecret.Id);
    }

    [Fact]
    public async Task A_store_that_gives_back_something_else_is_found_out()
    {
        var plan = _world.PlanWithoutNotes((secret, _) =>
        {
            Console.Stored = secret.GetValue()[..20];
            return default;
        });

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(plan));

        Assert.Contains("the store gives back something else", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Console.Values[1], refusal.NewSecret!.GetValue());
    }

    [Fact]
    public async Task A_store_that_shows_late_what_was_written_and_an_IMS_that_knows_it_late_are_waited_for()
    {
        string? written = null;
        var reads = 0;
        Console.UnknownFor = 3;
        var plan = _world.PlanWithoutNotes(
            (secret, _) =>
            {
                written = secret.GetValue();
                return default;
            },
            _ => new ValueTask<string?>(written is not null && reads++ > 2 ? written : _world.Old.Value));

        var report = await _world.RotateAsync(plan);

        Assert.Equal(Console.Ids[1], report.NewSecret.Id);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 14, TimeSpan.Zero), _world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_new_secret_that_never_works_is_told_and_the_old_one_stays()
    {
        Console.UnknownFor = int.MaxValue;

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains("gets no token, so it was not stored", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<TokenRequestException>(refusal.InnerException);
        Assert.True(refusal.IsTransient);
        Assert.Equal(_world.Old.Value, Console.Stored);
        Assert.Equal(Console.Values[1], refusal.NewSecret!.GetValue());
        Leaks.AssertNone(Console.Values[1], Leaks.TextsOf(refusal));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public async Task A_second_secret_that_may_be_somebody_elses_is_not_removed(bool isUsed, int minutesLater)
    {
        Console.Instead = request => request.Method == HttpMethod.Post ? throw new ProcessDiedException() : null;
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());
        Console.Instead = _ => null;
        _world.Clock.Advance(TimeSpan.FromMinutes(minutesLater));
        var theirs = Console.Add();
        if (isUsed)
        {
            Console.Use(theirs.Value);
        }

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains("may be somebody else's", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(theirs.Id, refusal.Message, StringComparison.Ordinal);
        Assert.Equal([_world.Old.Id, theirs.Id], Console.Ids);
    }

    [Fact]
    public async Task A_note_that_can_not_be_read_or_kept_ends_it_before_anything_is_added()
    {
        foreach (var note in new[] { "{", "[]", "{}", """{"version":2}""", """{"version":1,"credential":"222222"}""", """{"version":1,"credential":"222222","written":"yesterday","before":[],"salt":"AAAA"}""" })
        {
            Console.Note = note;
            Assert.Contains("can not be read", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);
        }

        Console.Note = null;
        await _world.RotateAsync();
        await _world.RemoveOldAsync(_world.Old.Id, TimeSpan.Zero);
        Console.Note = Console.Note!.Replace("222222", "333333", StringComparison.Ordinal);
        Assert.Contains("another credential (333333)", (await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync())).Message, StringComparison.Ordinal);

        Console.Note = null;
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.SaveNote = (_, _) => throw new IOException("The disk is full.");
        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(plan));
        Assert.Contains("The function that saves the note failed with IOException", refusal.Message, StringComparison.Ordinal);
        Assert.Null(refusal.NewSecret);
        Assert.Single(Console.Values);
    }

    [Fact]
    public async Task A_note_that_can_not_be_kept_at_the_end_is_told_and_another_run_completes_it()
    {
        var plan = Console.Plan(MortalProcess.Immortal);
        var (notes, keep) = (0, plan.SaveNote!);
        plan.SaveNote = (note, cancellationToken) => ++notes == 3 ? throw new IOException("The disk is full.") : keep(note, cancellationToken);

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(plan));
        Assert.Contains("The new secret is stored, and a token was had with it, but the note", refusal.Message, StringComparison.Ordinal);

        Assert.True((await _world.RotateAsync(plan)).WasContinued);
    }

    [Fact]
    public async Task Arguments_must_make_sense()
    {
        var client = _world.Client();
        var ims = Console.Ims(MortalProcess.Immortal);
        Assert.Throws<ArgumentNullException>("secrets", () => new ClientSecretRotation(null!, ims, Make.Options()));
        Assert.Throws<ArgumentNullException>("ims", () => new ClientSecretRotation(client, null!, Make.Options()));
        Assert.Throws<ArgumentNullException>("options", () => new ClientSecretRotation(client, ims, null!));
        Assert.Throws<ArgumentNullException>("timeProvider", () => new ClientSecretRotation(client, ims, Make.Options(), null!, _world.Log));
        Assert.Throws<ArgumentNullException>("logger", () => new ClientSecretRotation(client, ims, Make.Options(), _world.Clock, null!));
        Assert.Contains("migrating-from-jwt", Assert.Throws<ArgumentException>("options", () => new ClientSecretRotation(client, ims, Make.JwtOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("store", () => new ClientSecretRotationPlan(null!, _ => default));
        Assert.Throws<ArgumentNullException>("read", () => new ClientSecretRotationPlan((_, _) => default, null!));
        var plan = _world.PlanWithoutNotes();
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)), (plan.FunctionTimeout, plan.ProofTimeout));
        foreach (var wrong in new[] { TimeSpan.Zero, TimeSpan.FromHours(2) })
        {
            Assert.Throws<ArgumentOutOfRangeException>("FunctionTimeout", () => plan.FunctionTimeout = wrong);
            Assert.Throws<ArgumentOutOfRangeException>("ProofTimeout", () => plan.ProofTimeout = wrong);
        }

        plan.LoadNote = _ => default;
        await Assert.ThrowsAsync<ArgumentException>("plan", () => _world.RotateAsync(plan));
        await Assert.ThrowsAsync<ArgumentNullException>("plan", () => _world.Rotation().RotateAsync(null!, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("unusedFor", () => _world.RemoveOldAsync(_world.Old.Id, TimeSpan.FromTicks(-1)));
        await Assert.ThrowsAsync<ArgumentException>("secretId", () => _world.RemoveOldAsync("../x", TimeSpan.Zero));
    }

    private void AssertUnchanged(int secrets)
    {
        Assert.Equal(_world.Old.Value, Console.Stored);
        Assert.Equal(secrets, Console.Values.Count);
        Assert.DoesNotContain(Console.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    private sealed class Steps(List<ClientSecretRotationStep> steps) : IProgress<ClientSecretRotationStep>
    {
        public void Report(ClientSecretRotationStep value)
        {
            steps.Add(value);
            throw new InvalidOperationException("Who watches must not end it.");
        }
    }
}
