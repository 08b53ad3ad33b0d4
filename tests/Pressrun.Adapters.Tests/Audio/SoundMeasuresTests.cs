using Pressrun.Providers.Audio;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>The gate of a sound: what may be published.</summary>
public sealed class SoundMeasuresTests
{
    private static readonly SoundMeasures Good = new()
    {
        Seconds = 100,
        Loudness = -16,
        TruePeak = -1.5,
        LeadSilence = 0,
        TailSilence = 0.3,
        LongestSilence = 0.7,
        SampleRate = 44_100,
        Channels = 1,
        IsFinite = true,
    };

    [Fact]
    public void A_good_sound_has_no_faults() => Assert.Empty(Good.Faults(100));

    [Fact]
    public void The_edges_of_every_range_are_inside() => Assert.Empty(
        (Good with { Loudness = -17, TruePeak = -1, LongestSilence = 2, LeadSilence = 0.99, Seconds = 125 })
            .Faults(100));

    public static TheoryData<SoundMeasures, string> Faulty => new()
    {
        { Good with { Loudness = -17.1 }, "its loudness is -17.1 LUFS, not -16 ± 1" },
        { Good with { Loudness = -14.9 }, "its loudness is -14.9 LUFS, not -16 ± 1" },
        { Good with { TruePeak = -0.9 }, "its true peak is -0.9 dBTP, above -1" },
        { Good with { LongestSilence = 2.1 }, "it is silent for 2.1 s inside, more than 2" },
        { Good with { LeadSilence = 1 }, "it is silent for 1.0 s at the beginning, 1 or more" },
        { Good with { TailSilence = 1.5 }, "it is silent for 1.5 s at the end, 1 or more" },
        { Good with { Seconds = 74.9 }, "it lasts 74.9 s, but its text should take 100.0 ± 25.0" },
        { Good with { Seconds = 125.1 }, "it lasts 125.1 s, but its text should take 100.0 ± 25.0" },
        { Good with { SampleRate = 48_000 }, "it has 1 channels of 48000 Hz, not 1 of 44100" },
        { Good with { Channels = 2 }, "it has 2 channels of 44100 Hz, not 1 of 44100" },
        { Good with { IsFinite = false }, "some of its samples are no numbers" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Each_fault_is_named_alone(SoundMeasures measures, string fault) =>
        Assert.Equal([fault], measures.Faults(100));

    [Fact]
    public void A_very_short_text_may_be_off_by_a_second() => Assert.Empty((Good with { Seconds = 1 }).Faults(0.2));

    [Fact]
    public void Without_a_text_the_length_is_not_judged() => Assert.Empty(Good.Faults(0));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_number_out_of_range_is_a_mistake_of_the_caller(double expected) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Good.Faults(expected));

    [Fact]
    public void Its_faults_stand_behind_the_figures() =>
        Assert.EndsWith(
            ",\"is_finite\":true,\"faults\":[\"too loud\"]}", Good.ToJson(["too loud"]), StringComparison.Ordinal);

    [Fact]
    public void It_is_written_in_one_form_only() => Assert.Equal(
        """{"seconds":100,"loudness":-16,"true_peak":-1.5,"lead_silence":0,"tail_silence":0.3,"longest_silence":0.7"""
            + ""","sample_rate":44100,"channels":1,"is_finite":true}""",
        Good.ToJson());

    [Fact]
    public void It_is_read_as_it_was_written() => Assert.Equal(Good, SoundMeasures.Read(Good.ToJson()));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"seconds":"x"}""")]
    public void Anything_else_is_no_measures(string json) =>
        Assert.Throws<FormatException>(() => SoundMeasures.Read(json));
}
