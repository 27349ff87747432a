namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>Takes away what a test has made. Git writes its objects read-only, which on Windows keeps them from being deleted.</summary>
internal static class Leftovers
{
    public static void Delete(DirectoryInfo folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
                {
                    file.IsReadOnly = false;
                }
            }

            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is below the system's folder for such things; and a test that failed has another message.
        }
    }
}
