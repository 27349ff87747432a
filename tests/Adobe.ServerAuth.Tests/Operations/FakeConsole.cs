using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>Adobe's console and IMS, as far as they know the secrets of one credential; a store; and a place for a note.</summary>
internal sealed class FakeConsole(TestClock clock)
{
    public const string OrganizationId = "12345";
    public const string CredentialId = "222222";

    private readonly object _gate = new();
    private readonly List<Entry> _secrets = [];
    private readonly List<string> _requests = [];

    public string? Stored { get; set; }

    public string? Note { get; set; }

    /// <summary>Answers in place of the console, when it answers at all.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Answers in place of IMS, when it answers at all, by the secret that it is sent.</summary>
    public Func<string, HttpResponseMessage?> ImsInstead { get; set; } = _ => null;

    public string ClientId { get; set; } = Make.ClientId;

    /// <summary>How often IMS refuses each new secret before it knows it.</summary>
    public int UnknownFor { get; set; }

    /// <summary>Whether the list shows uses.</summary>
    public bool ShowsUses { get; set; } = true;

    public IReadOnlyList<string> Requests => Locked(() => _requests.ToArray());

    public IReadOnlyList<string> Values => Locked(() => _secrets.Select(secret => secret.Value).ToArray());

    public IReadOnlyList<string> Ids => Locked(() => _secrets.Select(secret => secret.Id).ToArray());

    public Entry Add()
    {
        var entry = new Entry(Guid.NewGuid().ToString(), "p8e-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant(), clock.GetUtcNow()) { UnknownFor = UnknownFor };
        return Locked(() =>
        {
            _secrets.Add(entry);
            return entry;
        });
    }

    /// <summary>Whether IMS takes it now.</summary>
    public bool Works(string? secret) => Locked(() => _secrets.Any(one => one.Value == secret && one.UnknownFor <= 0));

    public string? IdOf(string? secret) => Locked(() => _secrets.SingleOrDefault(one => one.Value == secret)?.Id);

    public void Use(string secret) => Locked(() => _secrets.Single(one => one.Value == secret).LastUsedAt = clock.GetUtcNow());

    public void Remove(string secret) => Locked(() => _secrets.RemoveAll(one => one.Value == secret));

    public HttpMessageInvoker Api(MortalProcess process) => new(new StubHandler(request => process.Do(() => Locked(() => Answer(request)))));

    public HttpMessageInvoker Ims(MortalProcess process) => new(new StubHandler(async (request, _) =>
    {
        var seen = await SeenRequest.OfAsync(request);
        return process.Do(() => Locked(() => Token(seen.Field("client_secret")!)));
    }));

    public ClientSecretRotationPlan Plan(MortalProcess process) => new(
        (secret, _) => new ValueTask(Task.FromResult(process.Do(() => Stored = secret.GetValue()))),
        _ => new ValueTask<string?>(process.Do(() => Stored)))
    {
        SaveNote = (note, _) => new ValueTask(Task.FromResult(process.Do(() => Note = note))),
        LoadNote = _ => new ValueTask<string?>(process.Do(() => Note)),
        ProofTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>What the console lists now.</summary>
    public string List() => JsonSerializer.Serialize(new { client_id = ClientId, client_secrets = _secrets.Select(secret => Json(secret, false)) });

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        _requests.Add(request.Method + " " + request.RequestUri!.AbsolutePath);
        if (Instead(request) is { } other)
        {
            return other;
        }

        var path = $"/console/organizations/{OrganizationId}/credentials/{CredentialId}/secrets";
        if (request.Method == HttpMethod.Get && request.RequestUri.AbsolutePath == path)
        {
            return Make.Response(HttpStatusCode.OK, List());
        }

        if (request.Method == HttpMethod.Post && request.RequestUri.AbsolutePath == path)
        {
            return _secrets.Count >= 2 ? Make.Response(HttpStatusCode.BadRequest, """{"error_code":"400000","message":"Too many"}""") : Make.Response(HttpStatusCode.Created, JsonSerializer.Serialize(Json(Add(), true)));
        }

        var id = request.RequestUri.AbsolutePath[(path.Length + 1)..];
        return request.Method == HttpMethod.Delete && _secrets.RemoveAll(secret => secret.Id == id) == 1 ? new HttpResponseMessage(HttpStatusCode.NoContent) : Make.Response(HttpStatusCode.NotFound);
    }

    private HttpResponseMessage Token(string secret)
    {
        if (ImsInstead(secret) is { } other)
        {
            return other;
        }

        var known = _secrets.SingleOrDefault(one => one.Value == secret);
        if (known is null || (known.UnknownFor > 0 && known.UnknownFor-- > 0))
        {
            return Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"));
        }

        known.LastUsedAt = clock.GetUtcNow();
        return Make.Response(HttpStatusCode.OK, Make.TokenJson());
    }

    private Dictionary<string, object?> Json(Entry secret, bool isNew)
    {
        var json = new Dictionary<string, object?>
        {
            ["expires_at"] = "PERMANENT",
            ["expires_at_str"] = "PERMANENT",
            ["created_at"] = Milliseconds(secret.CreatedAt),
            ["uuid"] = secret.Id,
            ["secret_usages"] = secret.LastUsedAt is { } used && ShowsUses ? new[] { new { last_used_at = Milliseconds(used), grant_type = "client_credentials" } } : null,
        };
        if (isNew)
        {
            json["client_secret"] = secret.Value;
        }

        return json;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private static string Milliseconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    internal sealed class Entry(string id, string value, DateTimeOffset createdAt)
    {
        public string Id { get; } = id;

        public string Value { get; } = value;

        public DateTimeOffset CreatedAt { get; } = createdAt;

        public DateTimeOffset? LastUsedAt { get; set; }

        public int UnknownFor { get; set; }
    }
}
