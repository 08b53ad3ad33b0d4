using System.Globalization;
using Pressrun.Testing;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Good pages among bad ones: one run, and each bad one is told of in one line.</summary>
public sealed class MixedPagesTests
{
    private const int Good = 6;

    [Fact]
    public async Task Good_pages_are_made_and_every_bad_one_is_explained_in_one_line()
    {
        await using var site = new Site();
        var closed = Door.ClosedPort();
        var bad = BadPages(site, closed);
        for (var number = 1; number <= Good; number++)
        {
            site.Page($"/good/{number}", Folder.Html($"Good page {number}"));
        }

        // Two names of one machine: each is asked once a second at most.
        var good = Enumerable.Range(1, Good).Select(number => site.Url($"/good/{number}", Host(number)));
        using var shell = Folder.With(
            Allowing($"127.0.0.1:{site.Port}", $"localhost:{site.Port}", $"127.0.0.1:{closed}"),
            [.. good, .. bad.Select(page => page.Address)]);
        var run = Spoken.By(shell, "run");

        Assert.Equal(1, run.Code);
        Assert.Equal(Good, Directory.GetFiles(shell.PathOf("out")).Length);
        Assert.Contains("6 done, 10 failed, 1 for review", run.Output, StringComparison.Ordinal);
        foreach (var (number, page) in bad.Index())
        {
            var line = run.LineOf(Good + number + 1);
            Assert.Contains($"\"{page.Address}\"", line, StringComparison.Ordinal);
            Assert.Contains(page.Cause, line, StringComparison.Ordinal);
            Assert.Contains(page.Advice, line, StringComparison.Ordinal);
            Assert.Equal(page.IsReview, line.StartsWith("review", StringComparison.Ordinal));
        }
    }

    private static (string Address, string Cause, string Advice, bool IsReview)[] BadPages(Site site, int closed)
    {
        site.Page("/gone", "", 410);
        site.Page("/paper", "%PDF-1.7 ...", type: "application/pdf");
        site.Redirect("/circle", "/circle/half");
        site.Redirect("/circle/half", "/circle");
        site.Redirect("/inward", "http://10.0.0.1/");
        site.Page("/wall", Folder.Html("Behind the wall").Replace("</head>",
            """<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":false}</script></head>""",
            StringComparison.Ordinal));
        site.Page("/empty", "");
        site.Page("/flood", new string('a', 1024 * 1024), times: 50);
        return
        [
            ($"http://127.0.0.1:{closed}/", "the host refuses the connection", "try again later or correct", false),
            ("http://name.invalid/", "there is no such host", "correct the address or take the line out", false),
            (site.Url("/none"), "answers 404", "take the line out or correct it", false),
            (site.Url("/gone", "localhost"), "answers 410", "take the line out", false),
            (site.Url("/paper"), "is a PDF, not a web page", "save its text as a .txt file", false),
            (site.Url("/circle", "localhost"), "redirects in a circle", "save the page as a file", false),
            (site.Url("/inward"), "leads to 10.0.0.1, a private address", "name it in allow_hosts", false),
            ("http://192.168.7.7/", "leads to 192.168.7.7, a private address", "name it in allow_hosts", false),
            (site.Url("/wall", "localhost"), "is behind a paywall", "save it as a file and list that", true),
            (site.Url("/empty"), "is empty", "correct the address or take the line out", false),
            (site.Url("/flood", "localhost"), "is larger than 10 MB", "save the part you need as a file", false),
        ];
    }

    private static string Host(int number) => number % 2 == 0 ? "localhost" : "127.0.0.1";

    private static string Allowing(params FormattableString[] hosts)
    {
        var list = string.Join(", ", hosts.Select(host => $"\"{host.ToString(CultureInfo.InvariantCulture)}\""));
        return $"{Folder.Pipeline}\nproviders:\n  fetch: {{ allow_hosts: [{list}] }}\n";
    }
}
