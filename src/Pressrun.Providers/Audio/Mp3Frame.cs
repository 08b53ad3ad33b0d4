namespace Pressrun.Providers.Audio;

/// <summary>The head of one frame of an MP3: four bytes, as ISO 11172-3 and 13818-3 define them.</summary>
/// <param name="Length">Bytes of the whole frame.</param>
/// <param name="Samples">Samples of one channel.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">1 or 2.</param>
internal readonly record struct Mp3Frame(int Length, int Samples, int SampleRate, int Channels)
{
    /// <summary>Bytes of a head.</summary>
    public const int HeadLength = 4;

    private const int Version1 = 3;
    private const int Version2 = 2;
    private const int LayerThree = 1;
    private const int Mono = 3;

    // Kilobits a second by index; 0 is "free", which nobody writes, and 15 is forbidden.
    private static readonly int[] FirstRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    private static readonly int[] SecondRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    private static readonly int[] SampleRates = [44_100, 48_000, 32_000, 0];

    /// <summary>Where in a first frame the mark of an index stands, as its encoder left it.</summary>
    public int IndexAt => HeadLength + (Samples == 1152 ? (Channels == 2 ? 32 : 17) : (Channels == 2 ? 17 : 9));

    /// <summary>Reads a head; false if these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out Mp3Frame frame)
    {
        frame = default;
        if (head.Length < HeadLength || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0)
        {
            return false;
        }

        var version = (head[1] >> 3) & 3;
        var isFirst = version == Version1;
        var kilobits = (isFirst ? FirstRates : SecondRates)[head[2] >> 4];
        var rate = SampleRates[(head[2] >> 2) & 3] / (isFirst ? 1 : version == Version2 ? 2 : 4);
        if (version == 1 || ((head[1] >> 1) & 3) != LayerThree || kilobits == 0 || rate == 0)
        {
            return false;
        }

        var samples = isFirst ? 1152 : 576;
        var padding = (head[2] >> 1) & 1;
        frame = new((samples / 8 * kilobits * 1000 / rate) + padding, samples, rate, head[3] >> 6 == Mono ? 1 : 2);
        return true;
    }
}
