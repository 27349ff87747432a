using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>One thing that can go wrong between an application and IMS, and how it has to end.</summary>
internal sealed record FaultCase(string Name, FaultOutcome Expected)
{
    public ServerAuthFlow Flow { get; init; } = ServerAuthFlow.OAuth;

    /// <summary>What every token request meets; null when the fault is not IMS'.</summary>
    public ImsFault? Fault { get; init; }

    /// <summary>A header of the fault that is so far away from the moment in which the fault is met; not from that in which the list of all faults was made.</summary>
    public (string Header, TimeSpan Away)? Date { get; init; }

    /// <summary>What the first token request alone meets.</summary>
    public ImsFault? First { get; init; }

    public Action<AdobeServerAuthOptions>? Change { get; init; }

    public Action<SocketsHttpHandler>? Handler { get; init; }

    /// <summary>The emulator to ask, when it is not the common one.</summary>
    public Func<Task<ImsEmulator>>? Ims { get; init; }

    /// <summary>More that must be true of the exception.</summary>
    public Action<TokenRequestException>? AndAlso { get; init; }

    /// <summary>Whether the next request finds IMS well again.</summary>
    public bool Passes => Fault is not null && !IsPaused;

    /// <summary>IMS asked not to be asked for longer than a test lasts.</summary>
    public bool IsPaused { get; init; }
}
