namespace Adobe.ServerAuth.Credentials;

// Where the settings of a credential are read anew.
internal interface ICredentialReader
{
    // Null when nothing sets them; throws what is invalid.
    CredentialSettings? Read(string name);
}
