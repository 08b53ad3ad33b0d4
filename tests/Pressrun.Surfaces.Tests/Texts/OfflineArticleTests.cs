using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Texts;
using Pressrun.Providers.Offline;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>The offline model against the rules that judge it in the podcast pipeline, on real articles.</summary>
public sealed class OfflineArticleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_it_makes_of_an_article_is_whole_and_of_its_length()
    {
        var (count, passed) = (0, 0);
        foreach (var (name, article) in Articles.All().Where(article => article.Text.Any(char.IsLetter)))
        {
            var text = await AskAsync(article);
            var notes = TextRules.Whole(text, isTruncated: false).Notes
                + TextRules.LengthBetween(0.6, 1.3, text, article).Notes;
            count++;
            passed += notes.Length == 0 ? 1 : 0;
            if (notes.Length > 0)
            {
                output.WriteLine($"{name}: {notes}");
            }
        }

        output.WriteLine($"{passed} of {count}");
        Assert.True(passed >= 0.95 * count, $"Only {passed} of {count} articles pass.");
    }

    [Fact]
    public async Task A_length_asked_in_words_is_the_length_the_gate_counts()
    {
        var failures = new List<string>();
        foreach (var (name, article) in Articles.All().Where(article => WordCount.Of(article.Text) > 1000))
        {
            var text = await AskAsync(article, ", \"min_words\": 300, \"max_words\": 400");
            failures.AddRange(TextRules.WordsBetween(300, 400, text) is { IsPassed: false } finding
                ? [$"{name}: {finding.Notes}"]
                : []);
        }

        Assert.Empty(failures);
    }

    private static async Task<string> AskAsync(string article, string hints = "")
    {
        var prompt = $"Rewrite the article for a voice.\n\n<article>\n{article}\n</article>\n";
        var call = new Call
        {
            Key = default,
            Request = new("offline", "extractive", $"{{\"prompt\": {JsonSerializer.Serialize(prompt)}{hints}}}"),
            RequestHash = "",
            Ordinal = 1,
            ItemKey = "",
            Stage = "script",
            Part = "",
            Sample = 0,
        };
        var provider = new OfflineProvider(_ => throw new InvalidOperationException("No blob was kept."));
        var reply = await provider.SendAsync(call, 1, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Answered>(reply.Outcome);
        return provider.Read(call, reply).Text;
    }
}
