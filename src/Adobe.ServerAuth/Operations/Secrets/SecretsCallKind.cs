namespace Adobe.ServerAuth.Operations.Secrets;

internal enum SecretsCallKind
{
    List,
    Add,
    Remove,
}
