using System.Buffers.Binary;

namespace Adobe.ServerAuth.Caching.Sharing;

// What stands in the entry of the lease: who asks IMS for all, or for how long IMS wants nobody to ask.
internal sealed class LeaseNote
{
    private const int HolderSize = 16;
    private const int Size = HolderSize + sizeof(long) + sizeof(long);

    private LeaseNote(Guid holder, DateTimeOffset writtenAt, TimeSpan pause) => (Holder, WrittenAt, Pause) = (holder, writtenAt, pause);

    public Guid Holder { get; }

    public DateTimeOffset WrittenAt { get; }

    // Zero for a lease that is held, less than that for a credential whose tokens can not be shared: nobody has to wait for another machine then.
    public TimeSpan Pause { get; }

    public bool IsOfNoUse => Pause < TimeSpan.Zero;

    public static LeaseNote Held(Guid holder, DateTimeOffset now) => new(holder, now, TimeSpan.Zero);

    public static LeaseNote Paused(Guid holder, DateTimeOffset now, TimeSpan pause) => new(holder, now, pause);

    public static LeaseNote OfNoUse(Guid holder, DateTimeOffset now) => new(holder, now, -TimeSpan.FromTicks(1));

    public static LeaseNote? Read(byte[] content)
    {
        if (content.Length != Size)
        {
            return null;
        }

        var written = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(HolderSize));
        var pause = TimeSpan.FromTicks(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(HolderSize + sizeof(long))));
        return written >= 0 && written <= DateTimeOffset.MaxValue.Ticks && pause >= -TimeSpan.FromTicks(1) && pause <= Backoff.LongestServerPause
            ? new LeaseNote(new Guid(content.AsSpan(0, HolderSize)), new DateTimeOffset(written, TimeSpan.Zero), pause)
            : null;
    }

    public byte[] ToBytes()
    {
        var content = new byte[Size];
        Holder.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(HolderSize), WrittenAt.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(HolderSize + sizeof(long)), Pause.Ticks);
        return content;
    }

    // A clock that is behind must not make it longer than it was.
    public TimeSpan PauseLeftAt(DateTimeOffset now)
    {
        var left = Pause - (now - WrittenAt);
        return left < Pause ? left : Pause;
    }
}
