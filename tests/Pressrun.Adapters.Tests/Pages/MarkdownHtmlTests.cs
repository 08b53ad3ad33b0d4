using System.Text;
using System.Xml.Linq;
using Pressrun.Providers.Pages;

namespace Pressrun.Adapters.Tests.Pages;

public sealed class MarkdownHtmlTests
{
    [Theory]
    [InlineData("# A *b*", "<h1>A <em>b</em></h1>")]
    [InlineData("a\\\nb", "<p>a<br />\nb</p>")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]
    [InlineData("1 < 2 & \"3\"", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>")]
    [InlineData("[a](b.html \"T\")", "<p><a href=\"b.html\" rel=\"nofollow noopener\" title=\"T\">a</a></p>")]
    [InlineData("<https://a.b/?c=d&e>",
        "<p><a href=\"https://a.b/?c=d&amp;e\" rel=\"nofollow noopener\">https://a.b/?c=d&amp;e</a></p>")]
    [InlineData("![a *b*](c.png)", "<p><img src=\"c.png\" alt=\"a b\" /></p>")]
    [InlineData(" \n\t\n", "")]
    public void Markdown_becomes_the_html_it_means(string markdown, string html)
    {
        Fragment.Render(markdown);
        Assert.Equal(html, MarkdownHtml.Render(markdown, PageKind.Site));
    }

    [Fact]
    public void A_table_keeps_its_columns()
    {
        var table = Fragment.Render("|a|b|\n|:-|-:|\n|1 \\| 2|`x|y`|\n").Element("table")!;
        Assert.Equal(["1 | 2", "x|y"], table.Descendants("td").Select(cell => cell.Value));
        Assert.Equal("text-align: right;", (string?)table.Descendants("td").Last().Attribute("style"));
    }

    [Theory]
    [InlineData("http://a.b/c")]
    [InlineData("HTTPS://a.b/")]
    [InlineData("mailto:a@b.c")]
    [InlineData("b.html")]
    [InlineData("/b?c=d:e#f")]
    [InlineData("#part")]
    public void A_link_that_leads_to_a_page_is_kept(string address) =>
        Assert.Single(Fragment.Addresses(Fragment.Render($"[a]({address})")));

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert)")]
    [InlineData("[a](<java\tscript:alert>)")]
    [InlineData("[a](java&#9;script:alert)")]
    [InlineData("[a](&#1;javascript:alert)")]
    [InlineData("[a](javascript&colon;alert)")]
    [InlineData("[a](&#106;avascript&#58;alert)")]
    [InlineData("[a](< javascript:alert>)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("[a](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[a](file:///etc/passwd)")]
    [InlineData("[a](//evil.example)")]
    [InlineData("[a](/\\evil.example)")]
    [InlineData("[a](\\\\\\\\evil.example)")]
    [InlineData("[a](/&Tab;/evil.example)")]
    [InlineData("[a](https://bank.example@evil.example/)")]
    [InlineData("[a](http://)")]
    [InlineData("[a][b]\n\n[b]: javascript:alert 'x'")]
    [InlineData("[a]\n\n[a]: <data:text/html,x>")]
    [InlineData("<javascript:alert>")]
    [InlineData("<ftp://a.b>")]
    [InlineData("ftp://a.b/c tel:123")]
    public void A_link_that_leads_elsewhere_is_only_its_words(string markdown)
    {
        var root = Fragment.Render(markdown);
        Assert.Empty(Fragment.Addresses(root));
        Assert.NotEqual("", root.Value.Trim());
    }

    [Theory]
    [InlineData("![a](javascript:x)")]
    [InlineData("![a](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("![a](mailto:a@b.c)")]
    [InlineData("![a](//evil.example/x.png)")]
    [InlineData("![a][b]\n\n[b]: DATA:x")]
    public void An_image_from_elsewhere_is_only_its_words(string markdown)
    {
        var root = Fragment.Render(markdown);
        Assert.Empty(root.Descendants("img"));
        Assert.Equal("a", root.Value.Trim());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("x <img src=x onerror=alert(1)> y")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<!-- a -- b --> <?php x ?> <![CDATA[ y ]]>")]
    [InlineData("[a](http://b.c){onclick=alert(1)} # h {#id .class style=x}")]
    [InlineData("[a](http://b.c \"\\\" onclick=\\\"alert(1)\")")]
    [InlineData("[a](http://b.c/\"onclick=\"x)")]
    [InlineData("```\"><script>\n</code></pre><script>\n```")]
    [InlineData("&lt;script&gt; &#60;script&#62; &#0; &#1; &#xFFFE; &#xD800;")]
    public void Markup_of_its_own_is_shown_and_not_obeyed(string markdown)
    {
        var root = Fragment.Render(markdown);
        Assert.NotEqual("", root.Value);
        Assert.DoesNotContain(root.Descendants().Attributes(), attribute => attribute.Name.LocalName == "onclick");
    }

    [Fact]
    public void What_xml_forbids_is_left_out_wherever_it_comes_from() =>
        Assert.Equal("a b\uFFFD", Fragment.Render("\0a\u0001\u001B &#1;&#x1F;b\uD800").Value.TrimStart('\uFFFD'));

    [Fact]
    public void A_link_in_a_link_is_only_words()
    {
        var root = Fragment.Render("[see http://a.b and ![x [y](http://c.d)](javascript:z)](http://e.f)");
        Assert.Equal([("href", "http://e.f/")], Fragment.Addresses(root));
        Assert.Equal("see http://a.b and x y", root.Value.Trim());
    }

    [Fact]
    public void A_mail_loads_nothing_and_says_what_the_images_say()
    {
        var root = Fragment.Render("![a](http://b.c/d.png) ![e](f.png) [g](h.html) [i](http://j.k)", PageKind.Mail);
        Assert.Equal([("href", "http://j.k/")], Fragment.Addresses(root));
        Assert.Equal("a e g i", root.Value.Trim());
    }

    [Theory]
    [InlineData("[", 1_000_000)]
    [InlineData("![", 500_000)]
    [InlineData("[a](", 250_000)]
    [InlineData("[](", 300_000)]
    [InlineData("> ", 100_000)]
    [InlineData("1. ", 100_000)]
    [InlineData("*a _b ", 100_000)]
    [InlineData(":-:|", 250_000)]
    [InlineData("http://a.b*", 90_000)]
    [InlineData("www.a.b ", 90_000)]
    public void A_text_too_intricate_is_shown_as_it_is_written(string unit, int count)
    {
        var text = string.Concat(Enumerable.Repeat(unit, count));
        Assert.Equal(text.Trim(), Fragment.Render(text).Value.Trim());
    }

    [Fact]
    public void Whatever_a_text_holds_its_page_holds_only_text_and_safe_links()
    {
        string[] pieces =
        [
            "[", "]", "(", ")", "![", "](", "<", ">", "javascript:", "data:x", "http://a.b", "//a.b", "mailto:a@b.c",
            "\n", "\n\n", "  ", "\t", "    ", "*", "**", "_", "`", "```", "|", "|-|\n", "\n|a|b|\n|-|-|\n", "# ", "> ",
            "- ", "1. ", "\\", "&#58;", "&amp;", "&#1;", "\"", "'", "{", "}", "[a]: ", "[a]", "www.a.b", "<a@b.c>",
            "<script>", "-->", "ä", "\u2028", "\uD83D", "\uDE00", "\0", "\u0007", "x", "word ", "==\n", "~~~",
        ];
        var random = new Random(23);
        var links = 0;
        for (var round = 0; round < 6_000; round++)
        {
            var text = new StringBuilder();
            for (var left = random.Next(24); left > 0; left--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            links += Fragment.Addresses(Fragment.Render(text.ToString(), (PageKind)(round % 3))).Count();
        }

        Assert.True(links > 300, $"Only {links} links were made: the test says little.");
    }
}
