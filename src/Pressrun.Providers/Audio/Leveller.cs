using System.Globalization;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Audio;

/// <summary>
/// Brings raw sound to a loudness and encodes it: measure, raise, limit the peaks, measure again, correct. The limiter
/// takes back part of every gain, so that the right one is found by trying, along the line through the last two tries.
/// </summary>
/// <param name="ffmpeg">Runs ffmpeg.</param>
/// <param name="folder">Where the files lie.</param>
/// <param name="target">The loudness wanted, in LUFS.</param>
internal sealed class Leveller(Ffmpeg ffmpeg, Scratch folder, double target)
{
    private const int GainRounds = 4;
    private const int EncodingRounds = 3;
    private const double GainTolerance = 0.15;
    private const double EncodedTolerance = 0.4;
    private const double GainMax = 60;
    private const double PeakMax = -1;
    private const double PeakMargin = 0.2;
    private const double LimitStart = 0.76;
    private const double LimitMin = 0.1;

    // The encoder scales what it gets by 0.95, so that its own overshoots do not clip.
    private const double EncoderLoss = 0.45;

    private double _gain;
    private double _slope = 1;
    private double _limit = LimitStart;

    /// <summary>Encodes raw sound into an MP3 of the wanted loudness, as near as its peaks allow.</summary>
    /// <param name="sound">The raw sound's file.</param>
    /// <param name="encoding">Further inputs and the encoder's arguments.</param>
    /// <param name="output">The MP3's file.</param>
    /// <param name="ct">Kills what runs.</param>
    public async Task EncodeAsync(
        string sound, IReadOnlyList<string> encoding, string output, CancellationToken ct)
    {
        await FindGainAsync(sound, ct);
        for (var round = 1; ; round++)
        {
            string[] arguments = [.. Ffmpeg.RawFormat, "-i", sound, .. encoding, "-af", Chain(), "-f", "mp3", output];
            await ffmpeg.RunAsync("encode the sound", arguments, ct);
            var format = SoundFormat.Of(folder.PathOf(output));
            var measures = await AudioMeasure.MeasureAsync(ffmpeg, format, output, ct);
            var (error, excess) = (target - measures.Loudness, measures.TruePeak - PeakMax);
            if (round == EncodingRounds || (Math.Abs(error) <= EncodedTolerance && excess <= 0))
            {
                // What is still wrong after the last round is for the gate to say.
                return;
            }

            _gain = Math.Clamp(_gain + (error / _slope), -GainMax, GainMax);
            if (excess > 0)
            {
                _limit = Math.Max(LimitMin, _limit * Math.Pow(10, -(excess + PeakMargin) / 20));
            }
        }
    }

    // Without the encoder a round costs a fifth.
    private async Task FindGainAsync(string sound, CancellationToken ct)
    {
        var wanted = target + EncoderLoss;
        var loudness = await HearAsync(sound, Report.LoudnessFilter, ct);
        if (loudness <= Report.Silence)
        {
            throw new LocalTaskException("the joined sound is silent: make its parts again");
        }

        _gain = Math.Clamp(wanted - loudness, -GainMax, GainMax);
        var (lastGain, lastLoudness) = (0d, loudness);
        for (var round = 1; round <= GainRounds; round++)
        {
            loudness = await HearAsync(sound, $"{Chain()},{Report.LoudnessFilter}", ct);
            if (Math.Abs(wanted - loudness) <= GainTolerance)
            {
                return;
            }

            if (Math.Abs(_gain - lastGain) > 0.01)
            {
                // A flat or falling line would throw the next try far away.
                _slope = Math.Clamp((loudness - lastLoudness) / (_gain - lastGain), 0.25, 1);
            }

            (lastGain, lastLoudness) = (_gain, loudness);
            _gain = Math.Clamp(_gain + ((wanted - loudness) / _slope), -GainMax, GainMax);
        }
    }

    private async Task<double> HearAsync(string sound, string filters, CancellationToken ct)
    {
        string[] arguments = [.. Ffmpeg.RawFormat, "-i", sound, "-af", filters, "-f", "null", "-"];
        return new Report(await ffmpeg.RunAsync("measure the sound", arguments, ct)).Loudness;
    }

    // Two decimals of a decibel: no more is heard, and equal sounds give equal bytes.
    private string Chain() => string.Create(
        CultureInfo.InvariantCulture,
        $"volume={_gain:0.00}dB:precision=double,alimiter=limit={_limit:0.0000}:attack=2:release=50:level=disabled");
}
