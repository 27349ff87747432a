using System.Net;
using System.Text.Json.Nodes;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class RotationDetailTests
{
    private readonly RotationWorld _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeConsole Console => _world.Console;

    [Fact]
    public async Task An_IMS_that_repeats_the_secret_is_not_repeated()
    {
        Console.ImsInstead = secret => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("bad_request", "What is " + secret + "?"));

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Contains("gets no token", failure.Message, StringComparison.Ordinal);
        Leaks.AssertNone(_world.Old.Value, [.. Leaks.TextsOf(failure), .. _world.Log.Lines.Select(line => line.Text)]);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData("4", 4 + 4)]
    public async Task An_IMS_in_trouble_is_asked_again_while_there_is_time_and_left_alone_as_long_as_it_asks(string? retryAfter, int seconds)
    {
        var asked = 0;
        Console.ImsInstead = _ => ++asked is 2 or 3
            ? Make.Response(HttpStatusCode.ServiceUnavailable, "", headers => headers.TryAddWithoutValidation("Retry-After", retryAfter is null ? [] : [retryAfter]))
            : null;
        var began = _world.Clock.GetUtcNow();

        await _world.RotateAsync();

        Assert.Equal(TimeSpan.FromSeconds(seconds), _world.Clock.GetUtcNow() - began);
    }

    [Fact]
    public async Task An_IMS_that_is_down_before_anything_is_added_may_be_up_later()
    {
        Console.ImsInstead = _ => Make.Response(HttpStatusCode.ServiceUnavailable);

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.True(failure.IsTransient);
        Assert.Single(Console.Values);
    }

    [Fact]
    public async Task The_pauses_of_a_long_proof_stay_short()
    {
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.ProofTimeout = TimeSpan.FromMinutes(3);
        Console.UnknownFor = 8;

        await _world.RotateAsync(plan);

        // 1, 2, 4, 8, and 15 from then on.
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 1, 15, TimeSpan.Zero), _world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_store_that_blocks_its_thread_is_waited_for_no_longer_than_its_time_and_told_to_stop()
    {
        using var released = new ManualResetEventSlim();
        var told = CancellationToken.None;
        var plan = _world.PlanWithoutNotes((_, limited) =>
        {
            told = limited;
            released.Wait(Cancel);
            return default;
        });
        plan.FunctionTimeout = TimeSpan.FromSeconds(7);

        var rotating = _world.Rotation().RotateAsync(plan, Cancel);
        await _world.Clock.ExpireAsync(plan.FunctionTimeout, () => told.CanBeCanceled, rotating);
        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<ClientSecretException>(() => rotating)).InnerException);
        while (!told.IsCancellationRequested)
        {
            await Task.Yield();
        }

        released.Set();
    }

    [Fact]
    public async Task Who_gives_up_before_a_secret_is_added_has_none_added()
    {
        using var giveUp = new CancellationTokenSource();
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.Progress = new GivingUp(giveUp);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.RotateAsync(plan, cancellationToken: giveUp.Token));

        Assert.Single(Console.Values);
    }

    [Fact]
    public async Task Two_notes_of_one_secret_have_nothing_in_common_but_identifiers()
    {
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With(_ => new IOException())));
        var first = JsonNode.Parse(Console.Note!)!;
        Console.Note = null;
        Console.Remove(Console.Values[1]);
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With(_ => new IOException())));
        var second = JsonNode.Parse(Console.Note!)!;

        foreach (var key in new[] { "salt", "old", "new" })
        {
            Assert.NotEqual((string?)first[key], (string?)second[key]);
        }

        Leaks.AssertNone(_world.Old.Value, Console.Note);
    }

    [Fact]
    public async Task That_a_leftover_was_removed_is_told()
    {
        var steps = new List<ClientSecretRotationStep>();
        await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync(With(_ => new IOException())));
        var leftover = Console.Ids[1];
        var plan = Console.Plan(MortalProcess.Immortal);
        plan.Progress = new Steps(steps);

        await _world.RotateAsync(plan);

        Assert.Equal([ClientSecretRotationStep.Waiting, ClientSecretRotationStep.LeftoverRemoved], steps.Take(2));
        Assert.Contains(leftover, Assert.Single(_world.Log.Of(702)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(leftover, Console.Ids);
    }

    [Fact]
    public async Task A_note_of_another_credential_tells_nothing_of_what_is_in_use_here()
    {
        await _world.RotateAsync();
        _world.Clock.Advance(TimeSpan.FromDays(7));
        Console.Note = Console.Note!.Replace(FakeConsole.CredentialId, "333333", StringComparison.Ordinal);
        Console.ShowsUses = false;

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RemoveOldAsync(_world.Old.Id, TimeSpan.Zero));

        Assert.Contains("without the note of a rotation", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identifier_that_Adobe_gives_is_cleaned_before_it_is_told()
    {
        Console.Instead = request => request.Method == HttpMethod.Post
            ? Make.Response(HttpStatusCode.Created, $$"""{"client_secrets":[{"uuid":"a\u001b[31m\nb","client_secret":"{{Make.Secret}}","created_at":"1682448485000"}]}""")
            : null;

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => _world.RotateAsync());

        Assert.Equal(Make.Secret, failure.NewSecret!.GetValue());
        Assert.All([failure.Message, .. _world.Log.Lines.Select(line => line.Text)], text => Assert.DoesNotContain(text, c => c is '\u001b' or '\n'));
    }

    private ClientSecretRotationPlan With(Func<string, Exception> failure)
    {
        var plan = Console.Plan(MortalProcess.Immortal);
        return new ClientSecretRotationPlan((secret, _) => throw failure(secret.Id), _ => new ValueTask<string?>(Console.Stored)) { SaveNote = plan.SaveNote, LoadNote = plan.LoadNote };
    }

    private sealed class GivingUp(CancellationTokenSource giveUp) : IProgress<ClientSecretRotationStep>
    {
        public void Report(ClientSecretRotationStep value) => giveUp.Cancel();
    }

    private sealed class Steps(List<ClientSecretRotationStep> steps) : IProgress<ClientSecretRotationStep>
    {
        public void Report(ClientSecretRotationStep value) => steps.Add(value);
    }
}
