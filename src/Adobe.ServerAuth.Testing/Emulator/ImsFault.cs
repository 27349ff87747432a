using System.Globalization;
using System.Text;
using Adobe.ServerAuth.Testing.Emulator;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// What goes wrong with a token request to an <see cref="ImsEmulator"/>, in place of its answer. A fault does not change, and may be
/// used any number of times, by several emulators. No fault but <see cref="Delay"/> issues a token.
/// </summary>
/// <example><code>adobe.FailNext(ImsFault.Throttle(TimeSpan.FromSeconds(30)));</code></example>
public sealed class ImsFault
{
    private ImsFault(string name, IFaultBehaviour behaviour)
    {
        Name = name;
        Behaviour = behaviour;
    }

    /// <summary>What the fault is called: the name of its factory, and the status and code that were chosen.</summary>
    public string Name { get; }

    internal IFaultBehaviour Behaviour { get; }

    /// <summary>An answer with an empty body, and without <c>x-debug-id</c>.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Answer(int statusCode) => Answer(statusCode, [], []);

    /// <summary>An answer with any text, and without <c>x-debug-id</c>.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="body">The text, which is sent as UTF-8.</param>
    /// <param name="contentType">The whole <c>Content-Type</c> header, such as <c>text/plain;charset=UTF-8</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The content type is not printable ASCII.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Answer(int statusCode, string body, string contentType)
    {
        ArgumentNullException.ThrowIfNull(body);
        FaultRules.HeaderValue(contentType, nameof(contentType));
        return Answer(statusCode, Encoding.UTF8.GetBytes(body), [new("Content-Type", contentType)]);
    }

    /// <summary>
    /// An answer with any bytes and headers, and without <c>x-debug-id</c>. <c>Content-Length</c> and <c>Transfer-Encoding</c> are sent as
    /// they are given, true or not; the connection is closed after such an answer.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="headers">Names and values; a name may come more than once. There is no <c>Content-Type</c> unless it is here.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException">An argument, a name or a value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is no HTTP token, or a value is not printable ASCII.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Answer(int statusCode, byte[] body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);
        var head = new AnswerHead(FaultRules.Status(statusCode), [.. headers.Select(Checked)]);
        return new ImsFault(Invariant($"Answer {statusCode}"), new PlainAnswer(head, [.. body]));

        static KeyValuePair<string, string> Checked(KeyValuePair<string, string> header) =>
            new(FaultRules.HeaderName(header.Key, nameof(headers)), FaultRules.HeaderValue(header.Value, nameof(headers)));
    }

    /// <summary>An error of IMS that has a code and no description.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="error">The code, such as <c>invalid_client</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Error(int statusCode, string error) => NewError(statusCode, error, description: null);

    /// <summary>An error of IMS.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <param name="error">The code, such as <c>invalid_client</c>.</param>
    /// <param name="description">The description, such as <c>invalid client_secret parameter</c>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Error(int statusCode, string error, string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return NewError(statusCode, error, description);
    }

    /// <summary>429 with <c>Retry-After</c> in seconds, and an empty body.</summary>
    /// <param name="retryAfter">The wait that is asked for, from zero to 365 days; parts of a second are rounded up.</param>
    /// <returns>The fault. For a date in <c>Retry-After</c> use <see cref="WithHeader"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The wait is out of range.</exception>
    public static ImsFault Throttle(TimeSpan retryAfter)
    {
        var seconds = FaultRules.RetryAfterSeconds(retryAfter);
        var head = AnswerHead.OfIms(429).With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        return new ImsFault("Throttle", new PlainAnswer(head, []) { IsOfIms = true });
    }

    /// <summary>An HTML page, as a proxy or a captive portal sends it in place of the answer of IMS.</summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault ProxyPage(int statusCode) =>
        Named(Invariant($"ProxyPage {statusCode}"), Answer(statusCode, CannedBodies.ProxyPage, "text/html;charset=UTF-8"));

    /// <summary>
    /// An error of IMS whose <c>error_description</c> and <c>x-debug-id</c> repeat the value of every field of the request, decoded, and its
    /// body: none of that must get into a log. The record of the request has neither.
    /// </summary>
    /// <param name="statusCode">The HTTP status, from 200 to 599.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static ImsFault Echo(int statusCode) =>
        new(Invariant($"Echo {statusCode}"), new EchoAnswer(AnswerHead.OfImsJson(FaultRules.Status(statusCode))));

    /// <summary>302 to another address.</summary>
    /// <param name="location">The address, absolute or relative.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="location"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The address is relative, or has a host, with other characters than printable ASCII.</exception>
    public static ImsFault Redirect(Uri location)
    {
        ArgumentNullException.ThrowIfNull(location);
        var address = location.IsAbsoluteUri ? location.AbsoluteUri : location.OriginalString;
        return Named("Redirect", Answer(302, [], [new("Location", FaultRules.HeaderValue(address, nameof(location)))]));
    }

    /// <summary>The connection is reset before any byte of an answer.</summary>
    /// <returns>The fault.</returns>
    public static ImsFault Reset() => new("Reset", new ConnectionReset());

    /// <summary>200, half of the JSON with a token, and then the connection is reset.</summary>
    /// <returns>The fault.</returns>
    public static ImsFault ResetInBody() => new("ResetInBody", new CutAnswer(AnswerHead.OfImsJson(200), byReset: true));

    /// <summary>200, half of the JSON with a token that <c>Content-Length</c> promises, and then the connection is closed properly.</summary>
    /// <returns>The fault.</returns>
    public static ImsFault ShortBody() => new("ShortBody", new CutAnswer(AnswerHead.OfImsJson(200), byReset: false));

    /// <summary>Something that is no HTTP, and then the connection is closed properly.</summary>
    /// <returns>The fault.</returns>
    public static ImsFault NotHttp() => new("NotHttp", new NoHttp());

    /// <summary>200 with <c>Content-Encoding: gzip</c> and JSON with a token that is not compressed.</summary>
    /// <returns>The fault.</returns>
    public static ImsFault GzipThatLies() => new(
        "GzipThatLies",
        new PlainAnswer(AnswerHead.OfImsJson(200).With("Content-Encoding", "gzip"), CannedBodies.NewToken()) { IsOfIms = true });

    /// <summary>200 and blanks without end, as fast as the client reads them.</summary>
    /// <returns>The fault; it ends when the client goes away.</returns>
    public static ImsFault EndlessBody() => new("EndlessBody", new StreamedAnswer(AnswerHead.OfImsJson(200), interval: null));

    /// <summary>200, and a blank for each interval, without end.</summary>
    /// <param name="interval">
    /// The time before each blank, up to one day, by the timers of <see cref="ImsEmulatorOptions.TimeProvider"/>.
    /// </param>
    /// <returns>The fault; it ends when the client goes away.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is zero, negative, or above one day.</exception>
    public static ImsFault Drip(TimeSpan interval) =>
        new("Drip", new StreamedAnswer(AnswerHead.OfImsJson(200), FaultRules.Wait(interval, nameof(interval))));

    /// <summary>The request is read and never answered.</summary>
    /// <returns>The fault; it ends when the client goes away.</returns>
    public static ImsFault Silence() => new("Silence", new NoAnswer());

    /// <summary>The right answer, but late. What was asked for is done, counted and recorded at once.</summary>
    /// <param name="duration">
    /// How late, up to one day, by the timers of <see cref="ImsEmulatorOptions.TimeProvider"/>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The duration is zero, negative, or above one day.</exception>
    public static ImsFault Delay(TimeSpan duration) => new("Delay", new LateAnswer(FaultRules.Wait(duration, nameof(duration))));

    /// <summary>The same fault with one more header, such as <c>Retry-After</c>, <c>Date</c> or <c>x-debug-id</c>.</summary>
    /// <param name="name">The name; headers of the same name are replaced.</param>
    /// <param name="value">The value.</param>
    /// <returns>A new fault of the same name.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name is no HTTP token, or the value is not printable ASCII.</exception>
    /// <exception cref="InvalidOperationException">
    /// The fault sends no answer, or the right one; or its body has no length and the header would give it one.
    /// </exception>
    public ImsFault WithHeader(string name, string value)
    {
        FaultRules.HeaderName(name, nameof(name));
        FaultRules.HeaderValue(value, nameof(value));
        var answer = FaultRules.Answering(Behaviour, Name, name);
        return new ImsFault(Name, answer.With(answer.Head.With(name, value)));
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static ImsFault NewError(int statusCode, string error, string? description)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ImsFault(Invariant($"Error {statusCode} {error}"), PlainAnswer.Error(FaultRules.Status(statusCode), error, description));
    }

    private static ImsFault Named(string name, ImsFault fault) => new(name, fault.Behaviour);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
