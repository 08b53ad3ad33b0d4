using System.Globalization;
using System.IO.Compression;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Model;
using Pressrun.Providers.Articles;
using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>Real pages, from the file to the episode.</summary>
public sealed class ArticleTests
{
    private const int Pages = 10;
    private const int Characters = 2_000;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";
    private static readonly bool HasFullSets = Environment.GetEnvironmentVariable("PRESSRUN_FULL_SETS") == "1";

    [Fact]
    public void Ten_articles_cut_short_become_ten_episodes()
    {
        Assert.SkipUnless(IsFull, "Sound takes its time: this belongs to the whole proof.");
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var texts = Sources().Select(page => ArticleExtractor.Extract(page.Content, "text/html", null))
            .Where(article => article.Text.Length > Characters * 2
                && article.Language?.StartsWith("en", StringComparison.Ordinal) == true)
            .Take(Pages).ToList();
        Assert.Equal(Pages, texts.Count);
        foreach (var (index, article) in texts.Index())
        {
            // Cut behind a sentence, as a page ends.
            var cut = article.Text[..(article.Text.LastIndexOf(". ", Characters, StringComparison.Ordinal) + 1)];
            var path = string.Create(CultureInfo.InvariantCulture, $"pages/{index}.txt");
            shell.Write(path, $"{article.Title}\n\n{cut}\n");
        }

        shell.Write("urls.txt", string.Join('\n', texts.Index().Select(pair => $"pages/{pair.Index}.txt")));
        var (code, _, error) = shell.Run("run", "podcast.yaml", "--offline");
        Assert.True(code == 0, error);
        Assert.Equal(Pages, Directory.EnumerateFiles(shell.PathOf("offline/out"), "*.mp3").Count());
    }

    [Fact]
    public void Every_page_of_the_data_set_ends_as_an_episode_or_with_a_person()
    {
        Assert.SkipUnless(HasFullSets, "The whole data set belongs to ./check --full.");
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var lines = new List<string>();
        foreach (var (name, content) in Sources())
        {
            lines.Add($"pages/{name}.html");
            File.WriteAllBytes(shell.PathOf(lines[^1]), content);
        }

        shell.Write("urls.txt", string.Join('\n', lines));
        var (code, _, error) = shell.Run("run", "podcast.yaml", "--offline");
        Assert.True(code == 5, error);
        using var views = StoreViews.Open(shell.PathOf(".pressrun/podcast.offline"))!;
        var run = Assert.Single(views.Runs(2));
        Assert.Equal(lines.Count, run.Items[ItemState.Done] + run.Items[ItemState.Review]);
        Assert.True(run.Items[ItemState.Done] >= 80, error);
    }

    private static IEnumerable<(string Name, byte[] Content)> Sources()
    {
        foreach (var folder in Directory.EnumerateDirectories(SharedData.Folder("podcast/articles"))
            .Order(StringComparer.Ordinal))
        {
            var plain = Path.Combine(folder, "source.html");
            yield return (
                Path.GetFileName(folder), File.Exists(plain) ? File.ReadAllBytes(plain) : Unpack(plain + ".gz"));
        }
    }

    private static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        packed.CopyTo(memory);
        return memory.ToArray();
    }
}
