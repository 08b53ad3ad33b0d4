namespace Pressrun.Providers.Articles;

/// <summary>Drops from the article found what looks like furniture inside it.</summary>
internal sealed class Cleaner(Strictness strictness)
{
    // A longer part with buttons for sharing is a part of the article that happens to be named so.
    private const int SharingMax = 500;

    private static readonly string[] VideoHosts =
    [
        "dailymotion.com", "youtube.com", "youtube-nocookie.com", "player.vimeo.com", "v.qq.com", "bilibili.com",
        "live.bilibili.com", "archive.org", "upload.wikimedia.org", "player.twitch.tv",
    ];

    private static readonly HashSet<string> Waiting = new(StringComparer.OrdinalIgnoreCase)
    {
        "ad", "ads", "advertisement", "advertising", "pub", "publicité", "werb", "werbung", "reklama", "реклама",
        "anuncio", "广告", "loading", "loading...", "loading…", "please wait", "wird geladen", "cargando",
        "chargement", "загрузка", "正在加载",
    };

    public void Clean(Node article)
    {
        DataTables.Mark(article);
        CleanUp(article, "form");
        CleanUp(article, "fieldset");
        Drop(article, "object", "embed", "footer", "link", "aside");
        DropSharing(article);
        Drop(article, "iframe", "input", "textarea", "select", "button");
        DropWhere(article, node => node.Name is "h1" or "h2" && strictness.WeightOf(node) < 0);
        CleanUp(article, "table");
        CleanUp(article, "ul", "ol");
        CleanUp(article, "div");
    }

    // A video stays until its part is judged: it makes a difference there.
    private static void Drop(Node article, params string[] names) =>
        DropWhere(article, node => Array.IndexOf(names, node.Name) >= 0
            && !(node.Name is "object" or "embed" or "iframe" && IsVideo(node)));

    private static void DropSharing(Node article) =>
        DropWhere(article, node =>
            node.Parent != article && Labels.AreForSharing(node.Label) && node.Length < SharingMax);

    // From the last to the first: what is inside goes before what is around.
    private static void DropWhere(Node article, Func<Node, bool> isDropped)
    {
        foreach (var node in article.Descendants.Where(node => node.IsElement).Reverse().ToList())
        {
            if (isDropped(node))
            {
                node.Remove();
            }
        }
    }

    private void CleanUp(Node article, params string[] names)
    {
        if (strictness.CleansUp)
        {
            DropWhere(article, node => Array.IndexOf(names, node.Name) >= 0 && IsFurniture(node));
        }
    }

    private bool IsFurniture(Node node)
    {
        if (node.IsDataTable
            || node.Ancestors.Any(above => above.IsDataTable)
            || node.Ancestors.Take(4).Any(above => above.Name == "code")
            || node.Tally.HasDataTables)
        {
            return false;
        }

        var weight = strictness.WeightOf(node);
        return weight < 0 || (node.Tally.Commas < 10 && !HoldsVideo(node) && LooksLikeFurniture(node, weight));
    }

    private static bool LooksLikeFurniture(Node node, int weight)
    {
        if (node.Length < 20 && Waiting.Contains(node.Line.TrimEnd(':')))
        {
            return true;
        }

        var tally = node.Tally;
        var isList = node.Name is "ul" or "ol" || tally.ListLength > 0.9 * node.Length;
        var isInFigure = node.Ancestors.Take(4).Any(above => above.Name == "figure");
        var isFurniture = (!isInFigure && tally.Images > 1 && tally.Paragraphs < 0.5 * tally.Images)
            || (!isList && tally.ListItems - 100 > tally.Paragraphs)
            || tally.Inputs > tally.Paragraphs / 3
            || (!isList && !isInFigure && tally.HeadingLength < 0.9 * node.Length && node.Length < 25
                && tally.Images is 0 or > 2 && node.LinkDensity > 0)
            || (!isList && weight < 25 && node.LinkDensity > 0.2)
            || (weight >= 25 && node.LinkDensity > 0.5)
            || (tally.Embeds == 1 && node.Length < 75)
            || tally.Embeds > 1
            || (tally.Images == 0 && !tally.HasProse);
        return isFurniture && !(isList && IsGallery(node));
    }

    // A list with one picture in every line.
    private static bool IsGallery(Node list) =>
        list.Elements.All(child => child.Elements.Take(2).Count() < 2) && list.Tally.Images == list.Tally.ListItems;

    private static bool HoldsVideo(Node node) =>
        node.Tally.Embeds > 0
            && node.Descendants.Any(below => below.Name is "object" or "embed" or "iframe" && IsVideo(below));

    private static bool IsVideo(Node embed)
    {
        var address = $"{embed.Attribute("src")} {embed.Attribute("data")}";
        return VideoHosts.Any(host => address.Contains(host, StringComparison.Ordinal));
    }
}
