using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Providers.Filings;

namespace Pressrun.Adapters.Tests.Filings;

/// <summary>Real filings of 1993 to 2024: whether every Item is found, and is what it should be.</summary>
[Trait("Row", "FIL-31")]
public sealed class RealFilingTests
{
    private static readonly bool HasFullSets = Environment.GetEnvironmentVariable("PRESSRUN_FULL_SETS") == "1";

    // Read by hand: Items that a form has and these reports leave out. All others hold them all.
    private static readonly Dictionary<string, string> Lacking = new(StringComparer.Ordinal)
    {
        ["10-Q/ABT"] = "I-3 II-1A",
        ["10-Q/F"] = "II-1A",
        ["10-Q/T"] = "II-1",
        ["10-Q/TXN"] = "I-3 II-1",
    };

    [Fact]
    public void Of_110_current_reports_nine_in_ten_agree_with_another_reader()
    {
        Assert.SkipUnless(HasFullSets, "The whole data set belongs to ./check --full.");
        var (agreeing, all, worst) = (0, 0, new List<string>());
        foreach (var path in Files("8-K"))
        {
            var name = Path.GetFileName(path).Split('.')[0];
            var filing = FilingReader.Read(Unpack(path), null, "8-K", 60_000);
            Assert.True(filing.Problems.Count == 0, $"{name}: {string.Join("; ", filing.Problems)}");
            using var expected = JsonDocument.Parse(
                Unpack(Path.Combine(SharedData.Folder("filings/8-K-items"), $"{name}.json.gz")));
            var texts = expected.RootElement.EnumerateObject()
                .Where(field => field.Name.StartsWith("item_", StringComparison.Ordinal))
                .Select(field => field.Value.GetString());
            var score = Agreement(string.Join('\n', texts), filing.Extract.Text);
            agreeing += score >= 0.95 ? 1 : 0;
            all++;
            worst.AddRange(score >= 0.95 ? [] : [$"{name} {score:0.00}"]);
        }

        TestContext.Current.SendDiagnosticMessage($"{agreeing} of {all}; {string.Join(", ", worst)}");
        Assert.Equal(110, all);
        Assert.True(agreeing >= 99, $"{agreeing} of {all}; {string.Join(", ", worst)}");
    }

    [Fact]
    public void Of_28_reports_in_inline_XBRL_26_are_read_whole_and_the_others_are_told()
    {
        Assert.SkipUnless(HasFullSets, "The whole data set belongs to ./check --full.");
        var (whole, told) = (new List<string>(), new List<string>());
        foreach (var form in (string[])["10-K", "10-Q"])
        {
            foreach (var path in Files(form))
            {
                var name = $"{form}/{Path.GetFileName(path).Split('_')[0]}";
                var filing = FilingReader.Read(Unpack(path), null, "", 60_000);
                Assert.Equal(form, filing.Form);
                var expected = FilingForm.Of(form)!.Items.Where(item => item.IsSelected).Select(item => item.Id)
                    .Except(Lacking.GetValueOrDefault(name, "").Split(' '));
                var isWhole = filing.Problems.Count == 0
                    && expected.SequenceEqual(filing.Sections.Select(section => section.Item.Id))
                    && filing.Sections.All(IsRightlyHeaded);
                (isWhole ? whole : told).Add(name);
                Assert.True(isWhole || filing.Problems.Count > 0, $"{name} is wrong, and nobody is told");
            }
        }

        Assert.Equal(28, whole.Count + told.Count);
        // One report points to another document for its Item 7, one has no headings of Items but in an index.
        Assert.Equal(["10-K/IBM", "10-K/MCD"], told);
    }

    // Independently of how headings are found: the words of the form's title, in the line that was taken for it.
    private static bool IsRightlyHeaded(FilingSection section)
    {
        var words = Words(section.Item.Title).Where(word => word.Length > 3).Take(2);
        var heading = Words(section.Heading).ToHashSet(StringComparer.Ordinal);
        return words.All(heading.Contains);
    }

    private static double Agreement(string expected, string found)
    {
        var left = Words(expected).CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        var right = Words(found).CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        double shared = left.Sum(pair => Math.Min(pair.Value, right.GetValueOrDefault(pair.Key)));
        return 2 * shared / (left.Values.Sum() + right.Values.Sum());
    }

    private static IEnumerable<string> Words(string text) =>
        Regex.Matches(text.ToLowerInvariant(), "[a-z0-9]+", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(match => match.Value);

    private static IEnumerable<string> Files(string form) =>
        Directory.EnumerateFiles(SharedData.Folder($"filings/{form}")).Order(StringComparer.Ordinal);

    private static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        packed.CopyTo(memory);
        return memory.ToArray();
    }
}
