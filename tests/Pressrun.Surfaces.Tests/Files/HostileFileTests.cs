using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>Whatever the bytes are, the answer is settings or a page of errors.</summary>
public sealed class HostileFileTests
{
    private static readonly string[] Scraps =
    [
        "stages:", "pressrun: 1", "{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "\t", "\"", "'", "|", ">", "&a", "*a",
        "!!", "!<", "%YAML", "---", "...", "? ", "#", "\\u12", "\\UFFFFFFFF", "\\x", "{{", "}}", "ask", "key: x", ",",
        "~", "😀", "\u2028", "\0", "\uFEFF", "\uD800", "é", "<<", "@", "`", "gate:", "each: 1..9", "limits: 5/min",
    ];

    [Fact]
    public void Any_bytes_end_in_settings_or_errors() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => EndsWell(bytes)).Check(Quick(3_000));

    [Fact]
    public void Any_heap_of_scraps_ends_in_settings_or_errors() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Scraps)).ToArbitrary(),
        scraps => EndsWell(Encoding.UTF8.GetBytes(string.Concat(scraps)))).Check(Quick(5_000));

    [Fact]
    public void A_right_file_with_a_piece_torn_out_or_put_in_ends_in_settings_or_errors() => Prop.ForAll(
        Gen.Choose(0, Samples.Saga.Length - 1).Zip(Gen.Choose(0, 20)).Zip(Gen.Elements(Scraps)).ToArbitrary(),
        tear =>
        {
            var ((at, length), scrap) = tear;
            var end = Math.Min(Samples.Saga.Length, at + length);
            return EndsWell(Encoding.UTF8.GetBytes(Samples.Saga[..at] + scrap + Samples.Saga[end..]));
        }).Check(Quick(2_000));

    [Theory]
    [InlineData("[", 500_000)]
    [InlineData("{a: ", 200_000)]
    [InlineData("- ", 400_000)]
    [InlineData("[a],", 200_000)]
    [InlineData("é,", 200_000)]
    [InlineData("{a: 日},", 90_000)]
    [InlineData("\"a\": ", 150_000)]
    [InlineData("k: v\n", 200_000)]
    [InlineData("e\u0301", 300_000)]
    [InlineData("? ", 300_000)]
    [InlineData("!a ", 200_000)]
    [InlineData("#", 1_000_000)]
    [InlineData(" ", 1_000_000)]
    [InlineData("\n", 1_000_000)]
    public void A_megabyte_of_anything_comes_to_an_end(string scrap, int times)
    {
        var text = string.Concat(Enumerable.Repeat(scrap, times));
        Assert.True(EndsWell(Encoding.UTF8.GetBytes(text)) && EndsWell(Encoding.UTF8.GetBytes("vars: [" + text)));
    }

    [Fact]
    public void Aliases_of_aliases_do_not_grow_without_end()
    {
        var aliases = string.Concat(
            Enumerable.Range(1, 60).Select(level => $"  m{level}: [m{level - 1}, m{level - 1}]\n"));
        var settings = Samples.Read(
            $"pressrun: 1\nname: x\nitems: y\nmodels:\n  m0: [offline, espeak]\n{aliases}"
                + "stages: { s: { ask: x, model: m60 } }\n");
        Assert.Equal(["offline", "espeak"], settings.Stages[0].Models.Select(model => model.Provider));
    }

    [Fact]
    public void More_than_a_thousand_stages_are_refused()
    {
        var stages = string.Concat(Enumerable.Range(1, 1001).Select(number => $"  s{number}: {{ fetch: x }}\n"));
        Assert.Contains(
            "more than 1000 entries",
            Samples.Refusal("pressrun: 1\nname: x\nitems: y\nstages:\n" + stages).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Any other exception ends the test; so does the time limit of the runner.</summary>
    private static bool EndsWell(byte[] bytes)
    {
        try
        {
            return PipelineFile.Read(SourceText.FromBytes("x.yaml", bytes)).Stages.Count > 0;
        }
        catch (PipelineFileException fault)
        {
            return fault.Errors.Count > 0 && fault.Message.EndsWith("nothing was sent)\n", StringComparison.Ordinal);
        }
    }

    private static Config Quick(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20_261_122, 1);
}
