namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>One kind of endpoint of IMS. All that are known take POST only.</summary>
internal interface IImsEndpoint
{
    IReadOnlyList<string> Paths { get; }

    /// <summary>Whether its requests are token requests, which are counted, recorded, and met by faults.</summary>
    bool IssuesTokens { get; }

    ImsReply Answer(ImsRequest request);
}
