using System.Diagnostics;
using System.Text;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>The tool that people make their keys with. Without it the tests fail: what it writes is what has to be read.</summary>
internal static class OpenSsl
{
    /// <summary>Its standard output; the input is a key of this run, and never a file.</summary>
    public static byte[] Run(string arguments, string input)
    {
        var start = new ProcessStartInfo("openssl", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, "openssl " + arguments + ": " + errors.Result);
        return output.ToArray();
    }

    public static string Text(string arguments, string input) => Encoding.ASCII.GetString(Run(arguments, input));
}
