using System.Text;

namespace Pressrun.Providers.Books;

/// <summary>
/// A ZIP file whose entries are stored as they are (APPNOTE 6.3.10 of PKWARE, November 2022). What compresses depends
/// on the processor and the version of the library, and so would the bytes.
/// </summary>
internal sealed class StoredZip : IDisposable
{
    private const uint LocalMark = 0x04034B50;
    private const uint CentralMark = 0x02014B50;
    private const uint EndMark = 0x06054B50;

    // Version 1.0 is all that stored entries need, made by MS-DOS, which says nothing of rights.
    private const ushort Version = 10;

    // The first day of the format, as it writes days: 1 January 1980.
    private const ushort Day = (1 << 5) | 1;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    private readonly MemoryStream _file = new();
    private readonly List<(string Name, uint Check, uint Length, uint Place)> _entries = [];

    /// <summary>Adds an entry behind the others.</summary>
    /// <param name="name">Its name, of ASCII letters, unique.</param>
    /// <param name="content">What it holds.</param>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var check = uint.MaxValue;
        foreach (var value in content)
        {
            check = Table[(check ^ value) & 0xFF] ^ (check >> 8);
        }

        var entry = (name, ~check, (uint)content.Length, (uint)_file.Length);
        _entries.Add(entry);
        using var writer = new BinaryWriter(_file, Encoding.ASCII, leaveOpen: true);
        writer.Write(LocalMark);
        WriteNature(writer, entry);
        writer.Write(Encoding.ASCII.GetBytes(name));
        writer.Write(content);
    }

    /// <summary>The whole file; nothing may be added afterwards.</summary>
    public byte[] Complete()
    {
        var start = (uint)_file.Length;
        using var writer = new BinaryWriter(_file, Encoding.ASCII, leaveOpen: true);
        foreach (var entry in _entries)
        {
            writer.Write(CentralMark);
            writer.Write(Version);
            WriteNature(writer, entry);

            // No comment, the first disk, and neither inner nor outer attributes.
            writer.Write(new byte[2 + 2 + 2 + 4]);
            writer.Write(entry.Place);
            writer.Write(Encoding.ASCII.GetBytes(entry.Name));
        }

        var length = (uint)_file.Length - start;
        writer.Write(EndMark);
        writer.Write(0);
        writer.Write((ushort)_entries.Count);
        writer.Write((ushort)_entries.Count);
        writer.Write(length);
        writer.Write(start);
        writer.Write((ushort)0);
        writer.Flush();
        return _file.ToArray();
    }

    public void Dispose() => _file.Dispose();

    // What the header of an entry and its line in the directory share.
    private static void WriteNature(BinaryWriter writer, (string Name, uint Check, uint Length, uint Place) entry)
    {
        writer.Write(Version);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write(Day);
        writer.Write(entry.Check);
        writer.Write(entry.Length);
        writer.Write(entry.Length);
        writer.Write((ushort)entry.Name.Length);
        writer.Write((ushort)0);
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
