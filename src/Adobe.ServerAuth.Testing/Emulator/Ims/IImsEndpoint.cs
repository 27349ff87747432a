namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>One kind of endpoint of IMS. All that are known take POST only.</summary>
internal interface IImsEndpoint
{
    IReadOnlyList<string> Paths { get; }

    ImsReply Answer(ImsRequest request);
}
