using System.Text;

namespace Adobe.ServerAuth.Tests.Handlers;

internal class OneShotStream(byte[] bytes) : MemoryStream(bytes)
{
    public OneShotStream(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();
}
