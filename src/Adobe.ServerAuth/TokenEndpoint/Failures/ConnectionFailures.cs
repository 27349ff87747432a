namespace Adobe.ServerAuth.TokenEndpoint;

// Why no answer came, or none that could be read to its end.
internal static class ConnectionFailures
{
    public static FailureCase UnknownHost { get; } = new("unknown-host")
    {
        Seen = "the host's name can not be resolved",
        Why = "The name is mistyped, or the name server of this machine does not know it or does not answer.",
        Remedy = "Check ImsEndpoint (or TokenEndpoint), and DNS. In a closed network a proxy may be needed: set it with ConfigureImsHttpClient.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase NoConnection { get; } = new("no-connection")
    {
        Seen = "no connection to the host",
        Why = "A firewall refuses or swallows the connection, the port is wrong, or nobody listens there.",
        Remedy = "Allow the host and its port (ims-na1.adobelogin.com:443 for the production of IMS), or set the proxy with ConfigureImsHttpClient.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase Certificate { get; } = new("tls")
    {
        Seen = "TLS: no agreement, or a certificate that is not trusted, has expired, or is another host's",
        Why = "A proxy that inspects TLS shows a certificate of its own, the address is that of another host, or the clock of this machine is wrong.",
        Remedy = "Have this machine trust the proxy's root certificate, or exempt the host from inspection; check ImsEndpoint (or TokenEndpoint), and the clock.",
    };

    public static FailureCase ProxyCredentials { get; } = new("proxy-wants-credentials")
    {
        Seen = "the proxy opens no tunnel: 407",
        Why = "The proxy wants credentials, or others.",
        Remedy = "Set them with ConfigureImsHttpClient.",
    };

    public static FailureCase ProxyRefusal { get; } = new("proxy-refuses")
    {
        Seen = "the proxy opens no tunnel: another 4xx",
        Why = "The proxy does not let requests to this host through.",
        Remedy = "Have it allow the host and its port (ims-na1.adobelogin.com:443 for the production of IMS).",
    };

    public static FailureCase Proxy { get; } = new("proxy")
    {
        Seen = "the proxy opens no tunnel, for another reason",
        Why = "The proxy is in trouble, does not reach the host, or does not say why it lets nothing through.",
        Remedy = "It mostly passes. If it does not, check the proxy.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase NotHttp { get; } = new("not-http")
    {
        Seen = "the answer is no HTTP",
        Why = "Something else than IMS listens at this address, or a proxy breaks the answer.",
        Remedy = "Check ImsEndpoint (or TokenEndpoint) with its port, and the proxy.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase Interrupted { get; } = new("interrupted")
    {
        Seen = "the connection ends before the answer does",
        Why = "The network, a proxy or the server cut the connection.",
        Remedy = "It mostly passes. If it does not, check the proxy and the firewall.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase TimedOut { get; } = new("timed-out")
    {
        Seen = "no answer in time (TokenRequest:AttemptTimeout, TokenRequest:TotalTimeout)",
        Why = "The network or IMS is slow, or a firewall swallows the request.",
        Remedy = "Check the network and the proxy.",
        Retry = RetryAdvice.AsConfigured,
    };

    public static FailureCase Other { get; } = new("transport")
    {
        Seen = "anything else that a handler of the IMS client throws",
        Why = "The inner exception tells.",
        Remedy = "Check the network, the proxy, and what ConfigureImsHttpClient added.",
        Retry = RetryAdvice.AsConfigured,
    };
}
