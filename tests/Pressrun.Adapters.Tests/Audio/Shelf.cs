using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Espeak;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>Blobs in memory, a folder for temporary files that must stay empty, and real programs.</summary>
internal sealed class Shelf : IDisposable
{
    // Several parts may be spoken at the same time.
    private readonly ConcurrentDictionary<string, byte[]> _contents = [];

    public Shelf() => Folder = Directory.CreateTempSubdirectory("pressrun-test-").FullName;

    /// <summary>A folder of the test's own.</summary>
    public string Folder { get; }

    /// <summary>Where tasks put temporary files.</summary>
    public string Scratch => Path.Combine(Folder, "scratch");

    public static ProgramRunner Runner { get; } = new();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Blob Add(byte[] content)
    {
        var blob = new Blob(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
        _contents[blob.Hash] = content;
        return blob;
    }

    public Stream Open(Blob blob) => _contents.TryGetValue(blob.Hash, out var content)
        ? new MemoryStream(content, writable: false)
        : throw new StoreException(StoreFault.Damaged, "no such blob");

    public AudioJoin Join(ProgramRunner? runner = null) => new(Open, runner ?? Runner, Scratch);

    /// <summary>Joins parts and measures the result.</summary>
    public async Task<(byte[] Mp3, SoundMeasures Measures)> JoinAsync(string content, params Blob[] parts)
    {
        var mp3 = (await Join().RunAsync(CallOf("join", content, parts), Token)).Bytes.ToArray();
        return (mp3, await MeasureAsync(mp3));
    }

    public async Task<SoundMeasures> MeasureAsync(byte[] sound)
    {
        var task = new AudioMeasure(Open, Runner, Scratch);
        var call = CallOf("measure", "{}", Add(sound));
        var body = await task.RunAsync(call, Token);
        return SoundMeasures.Read(task.Read(call, new(Outcome.Answered.Instance, body)).Text);
    }

    /// <summary>The message of a join that cannot be done.</summary>
    public async Task<LocalTaskException> RefusalAsync(string content, params Blob[] parts)
    {
        var call = CallOf("join", content, parts);
        var refusal = await Assert.ThrowsAsync<LocalTaskException>(() => Join().RunAsync(call, Token));
        Assert.Empty(Directory.Exists(Scratch) ? Directory.GetFileSystemEntries(Scratch) : []);
        return refusal;
    }

    public async Task<Blob> SpeakAsync(string text) => Add(await SpeakBytesAsync(text));

    public static async Task<byte[]> SpeakBytesAsync(string text)
    {
        var content = System.Text.Json.JsonSerializer.Serialize(new { text, language = "en" });
        var reply = await new EspeakProvider().SendAsync(CallOf("default", content), 1, Token);
        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        return reply.Body.Bytes.ToArray();
    }

    /// <summary>What ffmpeg makes of arguments, written to a file of the folder.</summary>
    public async Task<byte[]> MakeAsync(string name, params string[] arguments)
    {
        var path = Path.Combine(Folder, name);
        await RunAsync("ffmpeg", ["-nostdin", "-hide_banner", "-y", "-loglevel", "error", .. arguments, path]);
        return await File.ReadAllBytesAsync(path, Token);
    }

    public async Task<string> ProbeAsync(byte[] sound, params string[] arguments)
    {
        var path = Path.Combine(Folder, "probed");
        await File.WriteAllBytesAsync(path, sound, Token);
        return await RunAsync("ffprobe", ["-v", "error", "-of", "csv=p=0", .. arguments, path]);
    }

    public async Task<string> RunAsync(string program, string[] arguments)
    {
        var result = await Runner.RunAsync(new(program, arguments) { Folder = Folder }, Token);
        var end = Assert.IsType<ProgramResult.Ended>(result);
        Assert.True(end.Code == 0, end.Errors);
        return System.Text.Encoding.UTF8.GetString(end.Output.Span).Trim();
    }

    /// <summary>A WAV of 16-bit mono at 22,050 Hz: a tone at an amplitude, second by second.</summary>
    public static byte[] Tone(params IEnumerable<(double Seconds, double Amplitude)> stretches)
    {
        const int Rate = 22_050;
        using var wav = new MemoryStream();
        using var writer = new BinaryWriter(wav);
        writer.Write("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0"u8);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write("\x02\0\x10\0data\0\0\0\0"u8);
        foreach (var (seconds, amplitude) in stretches)
        {
            for (var index = 0; index < seconds * Rate; index++)
            {
                // Three tones that do not fit into each other, so that it is not one pure line.
                var wave = Math.Sin(index * 0.11) + Math.Sin(index * 0.071) + Math.Sin(index * 0.037);
                writer.Write((short)Math.Clamp(wave / 3 * amplitude * short.MaxValue, short.MinValue, short.MaxValue));
            }
        }

        var bytes = wav.ToArray();
        Assert.True(Wav.Complete(bytes) > 0);
        return bytes;
    }

    public static Call CallOf(string model, string content, params Blob[] inputs) => new()
    {
        Key = default,
        Request = new("local", model, content) { Inputs = inputs },
        RequestHash = "",
        Ordinal = 1,
        ItemKey = "item",
        Stage = "stage",
        Part = "",
        Sample = 0,
    };

    /// <summary>Sentences of about a number of characters, each text its own.</summary>
    public static string Words(int characters, int kind)
    {
        string[] towns = ["Oslo", "Lima", "Turin", "Perth", "Quito"];
        var text = new System.Text.StringBuilder();
        for (var index = 0; text.Length < characters; index++)
        {
            var town = towns[(index + kind) % towns.Length];
            text.Append(CultureInfo.InvariantCulture, $"The train to {town} was late again, and nobody knew why. ");
        }

        return text.ToString();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
