namespace Adobe.ServerAuth.Testing.Emulator;

internal enum FieldSource
{
    Query,
    UrlEncodedBody,
    MultipartBody,
}
