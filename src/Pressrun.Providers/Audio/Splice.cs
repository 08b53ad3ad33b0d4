using System.Buffers;
using System.Runtime.InteropServices;
using Pressrun.Providers.Local;

namespace Pressrun.Providers.Audio;

/// <summary>
/// Puts parts one behind the other: each without the silence at its ends, a gap between two. Works on raw sound, one
/// channel of 32-bit floats at 44.1 kHz, in pieces, so that an hour takes no more memory than a second.
/// </summary>
/// <param name="target">Where the joined sound goes.</param>
/// <param name="gapSeconds">Silence between two parts.</param>
internal sealed class Splice(Stream target, double gapSeconds)
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 44_100;

    private const double HoursMax = 6;

    // Speech breathes some 40 dB below its peaks; what lies further below at an end is room or nothing.
    private const float TrimRatio = 0.006f;
    private const float SilentPeak = 0.001f;

    // A soft consonant may begin below the threshold: this much is kept before and after, and faded at the cut.
    private const int Margin = SampleRate / 20;
    private const int Fade = SampleRate / 200;

    // ebur128 needs 0.4 s for its first block; one spoken word may be shorter.
    private const int LengthMin = SampleRate;

    private const int BlockSamples = 16 * 1024;

    /// <summary>Samples written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Appends a part.</summary>
    /// <param name="part">Raw sound; seekable.</param>
    /// <param name="called">What a user would call it.</param>
    /// <param name="ct">Ends the copying.</param>
    /// <returns>The sample at which it begins.</returns>
    /// <exception cref="LocalTaskException">It is silent or no sound, or all is too long.</exception>
    public async Task<long> AddAsync(Stream part, string called, CancellationToken ct)
    {
        var (from, until) = await TrimAsync(part, called, ct);
        if (Length + until - from > HoursMax * 3600 * SampleRate)
        {
            throw new LocalTaskException($"with {called} the sound is longer than {HoursMax} hours: join fewer parts");
        }

        if (Length > 0)
        {
            await WriteSilenceAsync((long)Math.Round(gapSeconds * SampleRate), ct);
        }

        var start = Length;
        await ScanAsync(part, from, until, (samples, at) => Soften(samples, at - from, until - from), writes: true, ct);
        return start;
    }

    /// <summary>Ends the sound; one that is too short to be measured is filled up with silence.</summary>
    public Task CompleteAsync(CancellationToken ct) => WriteSilenceAsync(Math.Max(0, LengthMin - Length), ct);

    private async Task<(long From, long Until)> TrimAsync(Stream part, string called, CancellationToken ct)
    {
        var (peak, isFinite, length) = (0f, true, part.Length / sizeof(float));
        await ScanAsync(part, 0, length, (samples, _) =>
        {
            foreach (var sample in samples)
            {
                isFinite &= float.IsFinite(sample);
                peak = Math.Max(peak, Math.Abs(sample));
            }
        }, writes: false, ct);
        if (!isFinite)
        {
            throw new LocalTaskException($"{called} holds samples that are no numbers: make it again");
        }

        if (peak < SilentPeak)
        {
            throw new LocalTaskException($"{called} is silent: make it again, or leave its text out");
        }

        var (first, last) = (long.MaxValue, 0L);
        await ScanAsync(part, 0, length, (samples, at) =>
        {
            for (var index = 0; index < samples.Length; index++)
            {
                if (Math.Abs(samples[index]) > peak * TrimRatio)
                {
                    (first, last) = (Math.Min(first, at + index), at + index);
                }
            }
        }, writes: false, ct);
        return (Math.Max(0, first - Margin), Math.Min(length, last + 1 + Margin));
    }

    // A cut in the middle of a wave would click.
    private static void Soften(Span<float> samples, long at, long length)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            var distance = Math.Min(at + index, length - 1 - at - index);
            if (distance < Fade)
            {
                samples[index] *= (float)distance / Fade;
            }
        }
    }

    private async Task ScanAsync(
        Stream part, long from, long until, SpanAction<float, long> visit, bool writes, CancellationToken ct)
    {
        part.Position = from * sizeof(float);
        var block = new byte[BlockSamples * sizeof(float)];
        for (var at = from; at < until;)
        {
            var bytes = block.AsMemory(0, (int)Math.Min(BlockSamples, until - at) * sizeof(float));
            await part.ReadExactlyAsync(bytes, ct);
            visit(MemoryMarshal.Cast<byte, float>(bytes.Span), at);
            at += bytes.Length / sizeof(float);
            if (writes)
            {
                await WriteAsync(bytes, ct);
            }
        }
    }

    private async Task WriteSilenceAsync(long samples, CancellationToken ct)
    {
        var block = new byte[BlockSamples * sizeof(float)];
        for (var left = samples; left > 0; left -= BlockSamples)
        {
            await WriteAsync(block.AsMemory(0, (int)Math.Min(BlockSamples, left) * sizeof(float)), ct);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken ct)
    {
        await target.WriteAsync(samples, ct);
        Length += samples.Length / sizeof(float);
    }
}
