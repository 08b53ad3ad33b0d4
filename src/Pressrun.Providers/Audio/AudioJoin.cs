using System.Globalization;
using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Audio;

/// <summary>
/// <c>join</c>: parts of speech, WAV or MP3, become one MP3 of 44.1 kHz mono at an even loudness. Content is
/// <c>{"gap_seconds", "loudness", "bitrate", "tags": {..}, "chapters": [{"title", "part"}]}</c>; the inputs are the
/// parts in order.
/// </summary>
/// <param name="open">Opens blobs.</param>
/// <param name="runner">Runs programs.</param>
/// <param name="scratch">Where temporary files lie; null for the system's folder.</param>
internal sealed class AudioJoin(Func<Blob, Stream> open, ProgramRunner runner, string? scratch = null) : LocalTask
{
    private const int PartsMax = 2_000;
    private const string Joined = "joined.raw";
    private const string Tags = "tags.txt";
    private const string Output = "joined.mp3";

    /// <inheritdoc/>
    public override string Name => "join";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        var parts = call.Request.Inputs;
        if (parts.Count is < 1 or > PartsMax)
        {
            throw new LocalTaskException($"there must be 1 to {PartsMax} parts to join, not {parts.Count}");
        }

        var content = JoinContent.Read(call.Request.Content, parts.Count);
        return Scratch.UseAsync(scratch, async folder =>
        {
            var ffmpeg = new Ffmpeg(runner, folder);
            var tags = await SpliceAsync(content, parts, folder, ffmpeg, ct);
            await File.WriteAllTextAsync(folder.PathOf(Tags), tags, ct);
            await new Leveller(ffmpeg, folder, content.Loudness)
                .EncodeAsync(Joined, EncodingOf(content), Output, ct);
            return new Body(await File.ReadAllBytesAsync(folder.PathOf(Output), ct));
        });
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => reply.Body.Blob is { } blob
        ? new("", blob)
        : throw new FormatException("A joined sound must be a blob, but this one lies in the journal itself.");

    private async Task<string> SpliceAsync(
        JoinContent content, IReadOnlyList<Blob> parts, Scratch folder, Ffmpeg ffmpeg, CancellationToken ct)
    {
        var starts = new List<long>();
        await using var target = File.Create(folder.PathOf(Joined));
        var splice = new Splice(target, content.GapSeconds);
        for (var index = 0; index < parts.Count; index++)
        {
            var called = string.Create(CultureInfo.InvariantCulture, $"part {index + 1} of {parts.Count}");
            starts.Add(await AddAsync(parts[index], called, splice, folder, ffmpeg, ct));
        }

        await splice.CompleteAsync(ct);
        return Metadata.Write(content, starts, splice.Length);
    }

    // Each part is gone again before the next one comes: the disk holds the whole and one part.
    private async Task<long> AddAsync(
        Blob part, string called, Splice splice, Scratch folder, Ffmpeg ffmpeg, CancellationToken ct)
    {
        const string Source = "part";
        const string Raw = "part.raw";
        await folder.AddAsync(open, part, Source, called, ct);
        var kind = KindOf(folder.PathOf(Source), called);
        await ffmpeg.RunAsync(
            $"read {called}", ["-f", kind, "-i", Source, "-map", "0:a:0", .. Ffmpeg.RawFormat, Raw], ct);
        long start;
        await using (var raw = File.OpenRead(folder.PathOf(Raw)))
        {
            start = await splice.AddAsync(raw, called, ct);
        }

        File.Delete(folder.PathOf(Source));
        File.Delete(folder.PathOf(Raw));
        return start;
    }

    private static string KindOf(string path, string called)
    {
        try
        {
            return SoundFormat.Of(path).Kind;
        }
        catch (FormatException fault)
        {
            throw new LocalTaskException($"{called} cannot be read: {fault.Message}; make it again", fault);
        }
    }

    // Every "bitexact" drops a name, a version or a time that would differ where the sound does not.
    private static string[] EncodingOf(JoinContent content) =>
    [
        "-f", "ffmetadata", "-i", Tags, "-map", "0:a:0", "-map_metadata", "1", "-map_chapters", "1",
        "-c:a", "libmp3lame", "-b:a", string.Create(CultureInfo.InvariantCulture, $"{content.Bitrate}k"),
        "-id3v2_version", "3", "-write_id3v1", "0", "-fflags", "+bitexact", "-flags:a", "+bitexact",
    ];
}
