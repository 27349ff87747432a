using System.Runtime.InteropServices;

namespace Adobe.ServerAuth.Benchmarks.Memory;

// As the runtime allocates it: the head of a type's method table says how large its instances are, and each element of an array or text.
internal static class ObjectSize
{
    public static long Of(object one)
    {
        var table = one.GetType().TypeHandle.Value;
        var size = (long)Marshal.ReadInt32(table, sizeof(int));
        size += one switch
        {
            string text => text.Length * (long)sizeof(char),
            Array array => array.LongLength * (ushort)Marshal.ReadInt16(table),
            _ => 0,
        };
        return (size + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size;
    }
}
