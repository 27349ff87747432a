namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A fault that sends the head of an answer, whose headers can be changed.</summary>
internal interface IAnswerBehaviour : IFaultBehaviour
{
    AnswerHead Head { get; }

    IAnswerBehaviour With(AnswerHead head);
}
