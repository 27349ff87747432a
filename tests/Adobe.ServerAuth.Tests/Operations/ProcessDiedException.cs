namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>Stands for the end of a process: nothing that it does from then on has an effect.</summary>
internal sealed class ProcessDiedException : Exception;
