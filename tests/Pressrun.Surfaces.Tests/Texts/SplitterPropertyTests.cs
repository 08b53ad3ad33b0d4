using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>What holds for every text, however strange.</summary>
public sealed partial class SplitterPropertyTests
{
    [Fact]
    public void The_parts_together_are_the_text_but_for_white_space() =>
        Hold((text, max) => Ink(string.Concat(SentenceSplitter.Split(text, max))) == Ink(text));

    [Fact]
    public void No_part_is_empty() =>
        Hold((text, max) => !SentenceSplitter.Split(text, max).Any(string.IsNullOrWhiteSpace));

    [Fact]
    public void No_part_is_above_the_cap() =>
        Hold((text, max) => SentenceSplitter.Split(text, max).All(part => part.Length <= max));

    [Fact]
    public void A_character_that_fits_is_not_cut() => Hold((text, max) =>
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        var ends = starts.Skip(1).Append(text.Length).ToList();
        return Cuts(text, max).All(cut =>
        {
            var at = Array.BinarySearch(starts, cut);
            return at >= 0 || ends[~at - 1] - starts[~at - 1] > max;
        });
    });

    [Fact]
    public void A_pair_of_surrogates_is_never_cut() => Hold((text, max) => Cuts(text, max).All(cut =>
        !(char.IsLowSurrogate(text[cut]) && char.IsHighSurrogate(text[cut - 1]))));

    [Fact]
    public void A_number_that_fits_is_not_cut() => Hold((text, max) => AreWhole(Number().Matches(text), text, max));

    [Fact]
    public void An_address_that_fits_is_not_cut() => Hold((text, max) => AreWhole(Address().Matches(text), text, max));

    [Fact]
    public void A_text_is_split_the_same_way_each_time() => Hold((text, max) =>
        SentenceSplitter.Split(text, max).SequenceEqual(SentenceSplitter.Split(new string(text), max)));

    [Fact]
    public void What_stands_before_a_cut_does_not_move_the_cuts_behind_it() => Hold((text, max) =>
    {
        // Paragraphs, so that the start of a part is the start of a sentence in the shorter text, too.
        var lines = string.Join("\n\n", Sentences.Of(text, language: null));
        var parts = SentenceSplitter.Split(lines, max);
        var cuts = Cuts(lines, max);
        return cuts.Index().All(cut => lines[cut.Item - 1] != '\n'
            || SentenceSplitter.Split(lines[cut.Item..], max).SequenceEqual(parts.Skip(cut.Index + 1)));
    });

    [Fact]
    public void The_sentences_together_are_the_text_but_for_white_space() =>
        Hold((text, _) => Ink(string.Concat(Sentences.Of(text, "de"))) == Ink(text));

    private static void Hold(Func<string, int, bool> property) =>
        Check.One(AnyText.Config, Prop.ForAll(AnyText.TextsAndCaps, sample => property(sample.Text, sample.Max)));

    private static string Ink(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static bool AreWhole(IEnumerable<Match> matches, string text, int max)
    {
        var cuts = Cuts(text, max);
        return matches.Where(match => match.Length <= max)
            .All(match => !cuts.Any(cut => cut > match.Index && cut < match.Index + match.Length));
    }

    /// <summary>Where the second and later parts begin in the text.</summary>
    private static List<int> Cuts(string text, int max)
    {
        var (at, cuts) = (0, new List<int>());
        foreach (var part in SentenceSplitter.Split(text, max))
        {
            at = text.IndexOf(part, at, StringComparison.Ordinal);
            cuts.Add(at);
            at += part.Length;
        }

        return [.. cuts.Skip(1)];
    }

    [GeneratedRegex("[0-9]+([.,][0-9]+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    // Only addresses between spaces: in a word that is longer than a part nobody can tell where one begins.
    [GeneratedRegex(@"(?<!\S)(https?://|www\.)[!-~]+(?!\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
