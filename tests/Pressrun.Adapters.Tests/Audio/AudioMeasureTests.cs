using System.Text;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Local;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>Figures of sounds that are known.</summary>
public sealed class AudioMeasureTests : IDisposable
{
    private readonly Shelf _shelf = new();

    [Fact]
    public async Task Silences_are_told_apart_by_where_they_are()
    {
        var measures = await _shelf.MeasureAsync(
            Shelf.Tone((1.5, 0), (1, 0.3), (2.5, 0), (1, 0.3), (0.5, 0), (1, 0.3), (1.2, 0)));
        Assert.Equal(1.5, measures.LeadSilence, 0.02);
        Assert.Equal(2.5, measures.LongestSilence, 0.02);
        Assert.Equal(1.2, measures.TailSilence, 0.02);
        Assert.Equal(8.7, measures.Seconds, 0.001);
        Assert.Equal(22_050, measures.SampleRate);
    }

    [Fact]
    public async Task Nothing_but_silence_is_all_lead_and_all_tail()
    {
        var measures = await _shelf.MeasureAsync(Shelf.Tone((3, 0)));
        Assert.Equal((-70d, -120d, 0d), (measures.Loudness, measures.TruePeak, measures.LongestSilence));
        Assert.Equal((3d, 3d), (measures.LeadSilence, measures.TailSilence));
    }

    [Fact]
    public async Task A_sine_of_known_level_has_its_loudness_and_its_peak()
    {
        // EBU Tech 3341, case 1: 1 kHz at -23 dBFS in both channels is -23 LUFS.
        var wav = await _shelf.MakeAsync("sine.wav", "-f", "lavfi", "-i",
            "aevalsrc=0.0708*sin(2*PI*1000*t)|0.0708*sin(2*PI*1000*t):s=48000:d=5", "-c:a", "pcm_s24le");
        var measures = await _shelf.MeasureAsync(wav);
        Assert.Equal(-23, measures.Loudness, 0.11);
        Assert.Equal(-23, measures.TruePeak, 0.11);
        Assert.Equal((48_000, 2), (measures.SampleRate, measures.Channels));
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_are_found()
    {
        var wav = await _shelf.MakeAsync("float.wav", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "pcm_f32le");
        Assert.True((await _shelf.MeasureAsync(wav)).IsFinite);
        BitConverter.GetBytes(float.NaN).CopyTo(wav, wav.Length - 4000);
        Assert.False((await _shelf.MeasureAsync(wav)).IsFinite);
    }

    [Fact]
    public async Task What_is_no_sound_is_refused()
    {
        var call = Shelf.CallOf("measure", "{}", _shelf.Add(Encoding.UTF8.GetBytes("no sound")));
        var refusal = await Assert.ThrowsAsync<LocalTaskException>(
            () => new AudioMeasure(_shelf.Open, Shelf.Runner, _shelf.Scratch).RunAsync(call, Shelf.Token));
        Assert.Equal("the sound cannot be measured: it is neither WAV nor MP3", refusal.Message);
    }

    public void Dispose() => _shelf.Dispose();
}
