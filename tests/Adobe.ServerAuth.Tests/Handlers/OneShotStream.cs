using System.Text;

namespace Adobe.ServerAuth.Tests.Handlers;

internal sealed class OneShotStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();
}
